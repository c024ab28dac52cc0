package org.sparkaffect.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.doctor.Finding.Level;
import org.sparkaffect.jobs.settings.Settings;

/** The checks of files, on a disk and on one with faults. */
class FileChecksTest {
  private final Configuration hadoop = new Configuration();

  @TempDir Path folder;

  @AfterEach
  void mend() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  private org.apache.hadoop.fs.Path fake(String name) {
    return new org.apache.hadoop.fs.Path(FakeFiles.uri(folder.resolve(name)));
  }

  private List<Finding> named(Map<String, ?> settings) {
    return new FilesCheck("w", hadoop).of(Settings.load(null, settings));
  }

  @Test
  void whatTheSettingsNameCanBeRead() throws IOException {
    Path weights = Files.writeString(folder.resolve("weights"), "PK..");
    Path text = Files.writeString(folder.resolve("text"), "text");
    Path none = folder.resolve("none");
    Path failing = Files.write(folder.resolve("fails-at-1000"), new byte[10]);

    assertThat(named(Map.of())).isEmpty();
    assertThat(named(Map.of("manifest", folder.toString(), "c3d.weights", weights.toString())))
        .extracting(Finding::level)
        .containsExactly(Level.OK, Level.OK);
    assertThat(
            named(
                Map.of(
                    "score-archive.archive", folder.toString(),
                    "score-archive.models", none.toString(),
                    "score-archive.weights", text.toString())))
        .extracting(Finding::level)
        .containsExactly(Level.OK, Level.PROBLEM, Level.OK);
    assertThat(named(Map.of("manifest", none.toString(), "c3d.weights", text.toString())))
        .extracting(Finding::toString)
        .containsExactly(
            "problem  w, manifest: file:%s cannot be read here (there is no such file): mend that, or put it where the driver and all executors see it"
                .formatted(none),
            "problem  w, c3d.weights: file:%s is no file that affect import-weights wrote: write it with that, or name another"
                .formatted(text));
    assertThat(named(Map.of("manifest", "nowhere:/x", "c3d.weights", FakeFiles.uri(failing))))
        .extracting(Finding::level)
        .containsOnly(Level.PROBLEM);
  }

  @Test
  void aWorkspaceThatWorksIsLeftAsItWas() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.createFile(there.resolve("kept"));
    for (String name : List.of("there", "new")) {
      try (WorkspaceCheck check = new WorkspaceCheck(fake(name), hadoop)) {
        assertThat(check.ofDriver("driver").level()).isEqualTo(Level.OK);
        assertThat(WorkspaceCheck.ofExecutor("e", check.folder(), hadoop).level())
            .isEqualTo(Level.OK);
      }
    }
    assertThat(folder.toFile().list()).containsExactly("there");
    assertThat(there.toFile().list()).containsExactly("kept");
  }

  /** A folder, a file (which counts twice), a rename. */
  @Test
  void eachChangeThatFailsIsAProblem() throws IOException {
    for (int changes = 0; changes < 4; changes++) {
      FakeFiles.CHANGES_LEFT.set(changes);
      WorkspaceCheck check = new WorkspaceCheck(fake("w" + changes), hadoop);
      assertThat(check.ofDriver("driver").text())
          .as("%d", changes)
          .contains("cannot be written (No space left on device): mend that, or name another");
      FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
      check.close();
    }
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void anExecutorSeesThatTheWorkspaceIsAnotherOneThanTheDrivers() throws IOException {
    try (WorkspaceCheck check = new WorkspaceCheck(fake("w"), hadoop)) {
      Finding finding = WorkspaceCheck.ofExecutor("e", check.folder(), hadoop);

      assertThat(finding.level()).isEqualTo(Level.PROBLEM);
      assertThat(finding.text()).contains("name a folder on a file system that all share");
    }
  }
}
