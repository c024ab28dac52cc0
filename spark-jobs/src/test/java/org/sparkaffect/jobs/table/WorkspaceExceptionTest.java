package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkspaceExceptionTest {
  static Stream<Arguments> reasons() {
    IOException full = new IOException("No space left on device");
    return Stream.of(
        Arguments.of(full, "No space left on device"),
        Arguments.of(new IOException("cannot write it\n\tat server", null), "cannot write it"),
        Arguments.of(
            new IOException("no ColumnIndex", new RuntimeException(full)), full.getMessage()),
        Arguments.of(new IllegalStateException(full), full.getMessage()),
        Arguments.of(new FileNotFoundException("/a (Permission denied)"), "/a (Permission denied)"),
        Arguments.of(
            new IllegalArgumentException(new UnknownHostException("x")),
            "java.lang.IllegalArgumentException: java.net.UnknownHostException: x"),
        Arguments.of(new IOException(), "java.io.IOException"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void saysWhatHappenedAtFirst(Exception why, String reason) {
    assertThat(new WorkspaceException("write a", why))
        .hasMessage(
            "cannot write a: %s; mend that and give the same command again, it goes on after the"
                + " last batch that is complete",
            reason)
        .hasCause(why);
  }
}
