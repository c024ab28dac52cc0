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
    Clip other = Clip.ofFile("c", "hdfs:/a.mp4");

    assertThat(FileClips.group(List.of(b1, a1, other, a2)))
        .containsExactly(
            new FileClips("file:/b.mp4", List.of(b1)),
            new FileClips("file:/a.mp4", List.of(a1, a2)),
            new FileClips("hdfs:/a.mp4", List.of(other)));
    assertThat(FileClips.group(List.of())).isEmpty();
  }
}
