package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.common.loader.LocalFileSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.VisualModel;

/** What a worker makes of the names of a minibatch, from the pixels of the table of faces. */
class MinibatchesTest {
  private static final VisualModel C3D = new VisualModel("c3d", "c3d-sports1m", 0.02, null, null);

  @TempDir Path folder;

  private List<TrainingClip> clips;

  @BeforeEach
  void writeFaces() throws IOException {
    MadeUp.faces(
        folder,
        Stream.of(Emotion.values())
            .map(emotion -> MadeUp.clip(emotion.label(), emotion, Split.TRAIN))
            .toList());
    String file =
        new Workspace(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration())
            .parts(FacesTable.NAME)
            .get(0)
            .toString();
    clips =
        Stream.of(Emotion.values())
            .map(emotion -> MadeUp.clip(emotion.label(), emotion, Split.TRAIN))
            .map(clip -> new TrainingClip(clip, List.of(file)))
            .toList();
  }

  private PixelSamples pixels(long seed) {
    return new PixelSamples(
        C3D, seed, MadeUp.spark().broadcast(new SerializableConfiguration(new Configuration())));
  }

  @Test
  void labelsAreOneHotInTheOrderOfTheEmotions() throws IOException {
    Minibatches minibatches = new Minibatches(pixels(1), MadeUp.spark().broadcast(clips));

    MultiDataSet batch = minibatches.load(new LocalFileSource("0-5,0-0,3-6"));

    assertThat(batch.getLabels(0).toFloatMatrix())
        .isDeepEqualTo(
            new float[][] {
              {0, 0, 0, 0, 0, 1, 0}, {1, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 1},
            });
    assertThat(batch.getFeatures(0).shape()).containsExactly(3, 3, 16, 112, 112);
    assertThat(batch.getFeatures(0).get(NDArrayIndex.interval(2, 3)))
        .isEqualTo(pixels(1).augmented(clips.get(6), 3)[0]);
  }

  @Test
  void aClipIsSeenInAnotherWayInOtherEpochsAndSeedsWhoeverAsks() throws IOException {
    PixelSamples samples = pixels(1);
    INDArray second = samples.augmented(clips.get(0), 1)[0];

    Set<INDArray> ways = new HashSet<>(List.of(second));
    for (int epoch : new int[] {0, 2, 3}) {
      assertThat(ways.add(samples.augmented(clips.get(0), epoch)[0])).isTrue();
    }
    assertThat(samples.augmented(clips.get(0), 1)[0]).isEqualTo(second);
    assertThat(pixels(1).augmented(clips.get(0), 1)[0]).isEqualTo(second);
    assertThat(pixels(2).augmented(clips.get(0), 1)[0]).isNotEqualTo(second);
    assertThat(samples.plain(clips.get(0))[0]).isEqualTo(pixels(2).plain(clips.get(0))[0]);
  }

  /** The stored frames 0 to 8 are one image, and the mean of c3d is here the same for all. */
  @Test
  void allFramesOfAClipAreSeenInOneWay() throws IOException {
    for (int epoch = 0; epoch < 4; epoch++) {
      INDArray clip = pixels(1).augmented(clips.get(0), epoch)[0];
      INDArray first = frame(clip, 0);

      assertThat(List.of(frame(clip, 1), frame(clip, 4), frame(clip, 8))).allMatch(first::equals);
      assertThat(frame(clip, 9)).isNotEqualTo(first);
    }
  }

  private static INDArray frame(INDArray clip, int number) {
    return clip.get(
        NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(number), NDArrayIndex.all());
  }
}
