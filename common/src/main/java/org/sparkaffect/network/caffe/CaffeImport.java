package org.sparkaffect.network.caffe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.network.Backbone;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.PublishedModel;

/** Makes a backbone of a published Caffe model. */
public final class CaffeImport {
  private CaffeImport() {}

  /**
   * Reads the weights, all that the backbone has.
   *
   * @param caffe a {@code .caffemodel}
   * @param mean a {@code .binaryproto} of 3 x 16 x 128 x 171, which C3D has
   * @throws InputException if a file is missing or broken, or holds something else; it lists all
   *     blobs that are missing, unexpected or of another shape
   */
  public static Backbone read(PublishedModel model, Path caffe, Optional<Path> mean) {
    return read(model, model.backbone(), caffe, mean);
  }

  static Backbone read(
      PublishedModel model,
      ComputationGraphConfiguration network,
      Path caffe,
      Optional<Path> mean) {
    Optional<MeanClip> meanClip = mean.map(CaffeImport::mean);
    String sha256 = sha256(caffe);
    ComputationGraph graph = emptyGraph(network);
    fill(graph, NameTable.of(model), caffe);
    return new Backbone(model, graph, caffe.getFileName().toString(), sha256, meanClip);
  }

  /** All parameters are 0, which is quicker than random ones. */
  static ComputationGraph emptyGraph(ComputationGraphConfiguration configuration) {
    long length =
        configuration.getVertices().values().stream()
            .mapToLong(vertex -> vertex.numParams(true))
            .sum();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init(Nd4j.create(DataType.FLOAT, 1, length), false);
    return graph;
  }

  static void fill(ComputationGraph graph, NameTable table, Path caffe) {
    GraphFiller filler = new GraphFiller(table, graph);
    read(caffe, in -> CaffeReader.readModel(in, filler));
    filler.finish(caffe.toString());
  }

  static MeanClip mean(Path file) {
    MeanReader clip = new MeanReader();
    read(file, in -> CaffeReader.readBlob(in, clip));
    return clip.mean(file.toString());
  }

  @FunctionalInterface
  private interface Reader {
    void read(InputStream in) throws IOException;
  }

  private static void read(Path file, Reader reader) {
    try (InputStream in = open(file)) {
      reader.read(in);
    } catch (IOException e) {
      throw new InputException(
          file + " is not a binary Caffe file, or is cut short: " + e.getMessage(), e);
    }
  }

  private static String sha256(Path file) {
    try (InputStream in = open(file)) {
      return Sha256.hex(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException("there is no file " + file);
    }
    try {
      return new BufferedInputStream(Files.newInputStream(file));
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
