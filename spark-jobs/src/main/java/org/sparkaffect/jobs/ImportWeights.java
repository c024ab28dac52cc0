package org.sparkaffect.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sparkaffect.clip.Nearest;
import org.sparkaffect.network.Backbone;
import org.sparkaffect.network.BackboneFile;
import org.sparkaffect.network.PublishedModel;
import org.sparkaffect.network.caffe.CaffeImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A published Caffe model made a file that training starts from, without Spark:
 *
 * <pre>
 * deploy/affect import-weights --network vgg-lstm --caffe VGG_FACE.caffemodel --output vgg-face.zip
 * </pre>
 */
@Command(
    name = "import-weights",
    sortOptions = false,
    description =
        "Turns a published Caffe model into the file that a network's training starts from.")
final class ImportWeights implements Callable<Integer> {
  private static final List<String> TAKE_NONE = List.of("image-set", "audio-dnn", "audio-lstm");

  @Spec private CommandSpec spec;

  @Option(
      names = "--network",
      required = true,
      paramLabel = "NETWORK",
      description = "vgg-lstm (from VGG-Face), resnet-lstm (caffe-face) or c3d (C3D, Sports-1M)")
  private String network;

  @Option(
      names = "--caffe",
      required = true,
      paramLabel = "FILE",
      description = "the model, a binary .caffemodel on this machine")
  private Path caffe;

  @Option(
      names = "--mean",
      paramLabel = "FILE",
      description = "c3d only: the mean clip published with it, a .binaryproto")
  private Path mean;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "the file to write; it must not be there yet")
  private Path output;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "explain the job")
  private boolean help;

  @Override
  public Integer call() throws IOException {
    PublishedModel model = model();
    if (mean != null && model != PublishedModel.C3D_SPORTS1M) {
      throw usage("--mean is for c3d alone; the mean of " + model.id() + " is built in");
    }
    BackboneFile.requireNew(output);
    Backbone backbone = CaffeImport.read(model, caffe, Optional.ofNullable(mean));
    BackboneFile.write(backbone, output);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s, %,d weights of %s%n",
            output, model.id(), backbone.graph().numParams(), caffe.getFileName());
    return ExitCode.DONE;
  }

  private PublishedModel model() {
    if (TAKE_NONE.contains(network)) {
      throw usage("no Caffe model is published for " + network);
    }
    return PublishedModel.ofNetwork(network)
        .orElseThrow(
            () ->
                usage(
                    "unknown network '%s'; the nearest is '%s'"
                        .formatted(network, Nearest.to(network, networks()))));
  }

  private static List<String> networks() {
    return Stream.of(PublishedModel.values()).map(PublishedModel::network).toList();
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
