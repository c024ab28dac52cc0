package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;
import org.sparkaffect.network.Backbone;
import org.sparkaffect.network.BackboneFile;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.PublishedModel;
import org.sparkaffect.network.VisualModel;

/** The paper's settings, on folders as AFEW has them: an iteration of each network, narrow. */
class PaperIT {
  private static final double WIDTH = 0.02;

  @TempDir Path folder;

  private List<String> query(String sql) {
    return DuckDb.query(sql.replace("TABLES", folder.resolve("w/tables").toString()));
  }

  /** Of id016, whom AFEW would have in its test set, nobody knows the emotions. */
  private void layOut() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(TestData.file("manifest.csv").toString()));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      String split =
          switch (cells[3]) {
            case "train" -> "Train/" + cells[2];
            case "val" -> "Val/" + cells[2];
            default -> "Test";
          };
      Path from = Path.of(TestData.file(cells[1]).toString());
      Path to = folder.resolve("afew").resolve(split).resolve(from.getFileName());
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    }
  }

  private void weights(PublishedModel model, Optional<MeanClip> mean) throws IOException {
    ComputationGraph graph =
        new ComputationGraph(
            new VisualModel(model.network(), model.id(), WIDTH, "flatten", null)
                .network()
                .backbone(new NeuralNetConfiguration.Builder().seed(3)));
    graph.init();
    BackboneFile.write(
        new Backbone(model, graph, "random", "0123456789abcdef", mean),
        folder.resolve(model.network() + ".zip"));
  }

  @Test
  void goesFromFoldersToTheReport() throws Exception {
    layOut();
    weights(PublishedModel.VGG_FACE, Optional.empty());
    weights(PublishedModel.CAFFE_FACE, Optional.empty());
    weights(PublishedModel.C3D_SPORTS1M, Optional.of(new MeanClip(new float[3 * 16 * 128 * 171])));
    Files.writeString(
        folder.resolve("afew.conf"),
        """
        include file("%s")
        workspace = w
        manifest = afew
        train { workers = 1, averaging = 1, whole.iterations = 1, audio-dnn.epochs = 1 }
        vgg-lstm { weights = vgg-lstm.zip, width = %2$s }
        resnet-lstm { weights = resnet-lstm.zip, width = %2$s }
        c3d { weights = c3d.zip, width = %2$s }
        """
            .formatted(Launcher.SCRIPT.resolveSibling("../conf/paper.conf").normalize(), WIDTH));

    Result run = Launcher.affect(folder, "run", "--config", "afew.conf");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(
            query(
                "SELECT split, count(*), count(label) FROM 'TABLES/faces/*.parquet' GROUP BY 1 ORDER BY 1"))
        .containsExactly("test|7|0", "train|21|21", "val|14|14");
    assertThat(
            query("SELECT network, count(*) FROM 'TABLES/scores/*.parquet' GROUP BY 1 ORDER BY 1"))
        .containsExactly("audio-dnn|42", "c3d|42", "image-set|42", "resnet-lstm|42", "vgg-lstm|42");
    assertThat(
            query(
                "SELECT DISTINCT network, learning_rate FROM 'TABLES/training_log/*.parquet' ORDER BY 1"))
        .contains("c3d|0.001", "resnet-lstm|0.001", "vgg-lstm|0.001");
    assertThat(query("SELECT DISTINCT members FROM 'TABLES/fused/*.parquet'"))
        .containsExactly("[ImageSet, Visual, Audio]");
    assertThat(
            query(
                "SELECT DISTINCT system, from_scratch FROM 'TABLES/metrics/*.parquet' ORDER BY 1"))
        .containsExactly(
            "audio-dnn|false",
            "c3d|false",
            "end-to-end|false",
            "fusion|false",
            "image-set|false",
            "resnet-lstm|false",
            "vgg-lstm|false",
            "whole-visual|false");
    assertThat(folder.resolve("w/report/report.html")).isNotEmptyFile();
  }
}
