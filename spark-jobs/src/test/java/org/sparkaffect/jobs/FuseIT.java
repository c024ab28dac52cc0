package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.Launcher.Result;
import org.sparkaffect.jobs.fuse.MadeUpScores;

/** Fuses by the real command line, from a table of scores to tables that DuckDB reads. */
class FuseIT {
  @TempDir Path folder;

  @BeforeEach
  void score() throws Exception {
    List<Clip> clips =
        Stream.of(
                MadeUpScores.clips(Split.VAL, 383, true), MadeUpScores.clips(Split.TEST, 70, false))
            .flatMap(List::stream)
            .toList();
    MadeUpScores.write(folder.resolve("w"), "image-set", 0.9, clips);
    MadeUpScores.write(folder.resolve("w"), "resnet-lstm", 1.1, clips);
    MadeUpScores.write(folder.resolve("w"), "audio-dnn", 0.8, clips);
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/w/tables/%s/*.parquet'".formatted(columns, folder, name));
  }

  @Test
  void fusesOnAnyNumberOfCores() throws Exception {
    Result two = Launcher.affect(folder, "fuse", "--workspace", "w", "--submission", "labels");

    assertThat(two.err())
        .contains("certified that no weights of the grid are better")
        .contains("70 files of labels in file:" + folder.resolve("labels"))
        .doesNotContain("\tat ");
    assertThat(two.code()).isZero();
    assertThat(table("weights", "count(*), bool_and(certified)")).containsExactly("21|true");
    assertThat(table("fused", "count(*), count(label)")).containsExactly("453|383");
    assertThat(table("metrics", "DISTINCT split")).as("labelled ones").containsExactly("val");
    assertThat(folder.resolve("labels/test").toFile().list()).hasSize(70);
    assertThat(folder.resolve("w").toFile().list())
        .containsExactlyInAnyOrder("tables", "summaries");
    List<String> weights = table("weights", "*");

    String[] one = "fuse --workspace w -- --master local[1]".split(" ");
    assertThat(Launcher.affect(folder, one).code()).isZero();

    assertThat(table("weights", "*")).isEqualTo(weights);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workspace none | 3 | the workspace has no scores to fuse; run affect train and affect score first",
        "--workspace w --learn-on test | 3 | the split test has no clip with a label and scores; give another one with --learn-on, or --weights",
        "--workspace w --feedback holdout | 3 | the split test has no clip with a label and scores; a hold-out needs labels; set fuse.submitted",
        "--workspace w --weights bad.csv | 3 | bad.csv:2: there is no member 'Visul' among fuse.members; the nearest is 'Visual'",
        "--workspace w --objective acuracy | 2 | --objective: fuse.objective knows no 'acuracy', only accuracy, mean-recall; the nearest is 'accuracy'",
      })
  void saysInASentenceWhyItCannotSucceed(String args, int code, String sentence) throws Exception {
    Files.writeString(folder.resolve("bad.csv"), "member,emotion,weight\nVisul,Sad,1\n");

    Result result = Launcher.affect(folder, ("fuse " + args).split(" "));

    assertThat(result.err()).contains(sentence).doesNotContain("\tat ");
    assertThat(result.code()).isEqualTo(code);
  }
}
