package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayoutTest {
  @Test
  void layoutsAreReadAsTheyAreWritten() {
    assertThat(Stream.of(Layout.values()).map(Layout::label))
        .containsExactly("csv", "parquet", "flat", "afew", "ravdess", "crema-d");
    assertThat(Layout.values())
        .allSatisfy(layout -> assertThat(Layout.parse(layout.label())).contains(layout));
    assertThat(Layout.parse(" CREMA-D ")).contains(Layout.CREMA_D);
    assertThat(Layout.parse("crema_d")).isEmpty();
  }
}
