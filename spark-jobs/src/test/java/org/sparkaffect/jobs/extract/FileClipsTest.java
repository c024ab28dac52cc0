package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkaffect.clip.Clip;

class FileClipsTest {
  @Test
  void gathersTheClipsOfAFileWhereverTheManifestHasThem() {
    Clip a1 = Clip.ofFile("a1", "file:/a.mp4");
    Clip b1 = Clip.ofFile("b1", "file:/b.mp4");
    Clip a2 = a1.segment(0, 500);
    Clip again = a1.segment(500, 900);
    Clip other = Clip.ofFile("c", "hdfs:/a.mp4");

    assertThat(
            FileClips.group(
                List.of(b1, a1, other, a2, again),
                clip -> clip == again ? List.of("faces") : Stage.ALL))
        .containsExactly(
            new FileClips("file:/b.mp4", List.of(b1), Stage.ALL),
            new FileClips("file:/a.mp4", List.of(a1, a2), Stage.ALL),
            new FileClips("hdfs:/a.mp4", List.of(other), Stage.ALL),
            new FileClips("file:/a.mp4", List.of(again), List.of("faces")));
    assertThat(FileClips.group(List.of(), clip -> Stage.ALL)).isEmpty();
  }
}
