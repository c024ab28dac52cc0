package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportWeightsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("net.prototxt"), "name: \"VGG_FACE_16_layers\"");
    Files.writeString(folder.resolve("there.zip"), "mine");
  }

  /** In arguments and sentences, @ is the folder of the files. */
  private int importWeights(String arguments) {
    return Main.commandLine(List.of())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(("import-weights " + arguments).replace("@", folder + "/").split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--network vgg-lst --caffe @net.prototxt --output @new.zip | unknown network 'vgg-lst'; the nearest is 'vgg-lstm'",
        "--network audio-dnn --caffe @net.prototxt --output @new.zip | no Caffe model is published for audio-dnn",
        "--network vgg-lstm --caffe @net.prototxt --mean @m --output @new.zip | --mean is for c3d alone; the mean of vgg-face is built in",
        "--network vgg-lstm --caffe @net.prototxt | Missing required option: '--output=FILE'",
        "--network vgg-lstm --output @new.zip | Missing required option: '--caffe=FILE'",
        "--caffe @net.prototxt --output @new.zip | Missing required option: '--network=NETWORK'",
        "--network c3d --caffe @none --output @new.zip --means @m | unknown option '--means'; the nearest is '--mean'",
      })
  void refusesWrongUsage(String arguments, String sentence) {
    assertThat(importWeights(arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(err)
        .hasToString(
            "affect import-weights: %s. See affect import-weights --help.%n".formatted(sentence));
    assertThat(folder.resolve("new.zip")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--network c3d --caffe @none --output @new.zip | there is no file @none",
        "--network c3d --caffe @net.prototxt --mean @none --output @new.zip | there is no file @none",
        "--network c3d --caffe @none --output @there.zip | @there.zip is there already; remove it, or name another file",
        "--network c3d --caffe @none --output @no/new.zip | there is no folder @no",
      })
  void refusesFilesInOneSentence(String arguments, String sentence) {
    assertThat(importWeights(arguments)).isEqualTo(ExitCode.INPUT);
    assertThat(err)
        .hasToString("affect import-weights: %s%n".formatted(sentence.replace("@", folder + "/")));
    assertThat(folder.resolve("there.zip")).hasContent("mine");
  }

  @Test
  void refusesADefinitionInsteadOfAModel() {
    assertThat(importWeights("--network resnet-lstm --caffe @net.prototxt --output @new.zip"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(err.toString())
        .startsWith("affect import-weights: " + folder.resolve("net.prototxt"))
        .contains("is not a binary Caffe");
    assertThat(folder.resolve("new.zip")).doesNotExist();
  }
}
