package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.network.Backbone;
import org.sparkaffect.network.BackboneFile;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.PublishedModel;
import org.sparkaffect.network.VisualModel;

/** Which weights a training begins with. */
class StartTest {
  @TempDir Path folder;

  private final ComputationGraph published =
      new ComputationGraph(
          new VisualModel("c3d", "c3d-sports1m", 0.02, null, null)
              .network()
              .backbone(new NeuralNetConfiguration.Builder().seed(9)));

  private static Start start(String network, Map<String, ?> options) {
    return Start.of(TrainSettings.of(MadeUp.settings("w", options), network), new Configuration());
  }

  private Path write(Optional<MeanClip> mean) throws IOException {
    published.init();
    Path file = folder.resolve(mean.isPresent() ? "mean.zip" : "none.zip");
    BackboneFile.write(
        new Backbone(PublishedModel.C3D_SPORTS1M, published, "x", "0123456789abcdef", mean), file);
    return file;
  }

  private static Start imported(String network, Path file, double width) {
    Map<String, Object> options = new HashMap<>();
    options.put(network + ".transfer", true);
    options.put(network + ".weights", file.toString());
    options.put(network + ".width", width);
    return start(network, options);
  }

  @Test
  void randomWeightsAreThoseOfTheSeed() {
    Start start = start("c3d", Map.of());

    assertThat(start.fromScratch()).isTrue();
    assertThat(start("c3d", Map.of()).backbone().params()).isEqualTo(start.backbone().params());
    assertThat(start("c3d", Map.of("seed", 1)).backbone().params())
        .isNotEqualTo(start.backbone().params());
  }

  @Test
  void weightsComeFromTheFile() throws IOException {
    Start start = imported("c3d", write(Optional.empty()), 0.02);

    assertThat(start.fromScratch()).isFalse();
    assertThat(start.backboneId()).isEqualTo("c3d-sports1m-01234567");
    assertThat(start.backbone().params()).isEqualTo(published.params());
  }

  @Test
  void aMeanClipMakesOtherFeaturesOfTheSameWeights() throws IOException {
    MeanClip mean = new MeanClip(new float[3 * 16 * 128 * 171]);
    Start start = imported("c3d", write(Optional.of(mean)), 0.02);

    assertThat(start.model().mean()).isEqualTo(mean);
    assertThat(start.backboneId()).matches("c3d-sports1m-01234567-[0-9a-f]{8}");
  }

  @Test
  void refusesAFileThatDoesNotFit() throws IOException {
    Path file = write(Optional.empty());

    assertThatThrownBy(() -> imported("vgg-lstm", file, 0.02))
        .isInstanceOf(InputException.class)
        .hasMessage("vgg-lstm.weights: file:%s holds c3d-sports1m, which is for c3d", file);
    assertThatThrownBy(() -> imported("c3d", file, 0.05))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("file:%s: the weights ", file)
        .hasMessageEndingWith("; see c3d.width");
    assertThatThrownBy(() -> imported("c3d", folder.resolve("no.zip"), 0.02))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no.zip cannot be read: ");
  }
}
