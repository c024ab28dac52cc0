package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;

class TaskPlanTest {
  /** Files are written as clips:bytes, tasks as the clips of their files; 100 bytes, 4 clips. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "none                    | none",
        "1:10                    | 1",
        "1:60 2:40 3:1           | 1 2, 3",
        "1:60 2:41 1:59          | 1, 2 1",
        "1:1 1:1 1:1 1:1 1:1     | 1 1 1 1, 1",
        "2:500 1:1 2:99          | 2, 1 2",
        "1:1 9:1 1:1             | 1, 9, 1",
        "1:0 1:0 1:0             | 1 1 1",
        "5:500 6:600             | 5, 6",
      })
  void fillsTasksInOrderUpToALimit(String files, String tasks) {
    List<FileClips> clips = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (String file : files == null ? new String[0] : files.split(" ")) {
      String[] parts = file.split(":");
      clips.add(file(Integer.parseInt(parts[0])));
      bytes.add(Long.parseLong(parts[1]));
    }

    String filled =
        TaskPlan.fill(clips, bytes, 100, 4).stream()
            .map(TaskPlanTest::clipsOfFiles)
            .collect(Collectors.joining(", "));

    assertThat(filled).isEqualTo(tasks == null ? "" : tasks);
  }

  private static FileClips file(int clips) {
    return new FileClips(
        "file:/a",
        IntStream.range(0, clips).mapToObj(i -> Clip.ofFile("clip" + i, "file:/a")).toList(),
        Stage.ALL);
  }

  private static String clipsOfFiles(List<FileClips> task) {
    return task.stream()
        .map(file -> Integer.toString(file.clips().size()))
        .collect(Collectors.joining(" "));
  }
}
