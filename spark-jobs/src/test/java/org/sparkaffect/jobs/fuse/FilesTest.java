package org.sparkaffect.jobs.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.fusion.Feedback;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.WeightsRow;
import org.sparkaffect.jobs.table.WeightsTable;

/** The files that people write: weights and answers. */
class FilesTest {
  private static final List<Member> MEMBERS = Member.all(Settings.load(null, Map.of()));
  private static final Path PAPER = Path.of("../conf/paper-weights.csv").toAbsolutePath();

  @TempDir Path folder;

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static WeightsFile weights(Path file) throws IOException {
    return WeightsFile.read(hadoop(file), MEMBERS, new Configuration());
  }

  private FeedbackFile feedback(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("answers.csv"), text);
    return FeedbackFile.read(hadoop(file), new Configuration());
  }

  /** Two entries a row of Table 3 at most are not 0, and Disgust's column is. */
  @Test
  void withThePapersWeightsNothingIsDisgust() throws IOException {
    WeightsFile file = weights(PAPER);
    ClassWeights weights = file.weights();
    Random random = new Random(3);
    boolean[] predicted = new boolean[7];

    for (int i = 0; i < 2000; i++) {
      float[][] scores = new float[3][7];
      for (float[] ofMember : scores) {
        for (int c = 0; c < 7; c++) {
          ofMember[c] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
        }
      }
      scores[random.nextInt(3)][Emotion.DISGUST.ordinal()] = 1000;
      predicted[weights.predict(scores)] = true;
    }

    assertThat(file.members()).isEqualTo(MEMBERS);
    assertThat(predicted).containsExactly(true, false, true, true, true, true, true);
    assertThat(weights.weight(1, Emotion.HAPPY.ordinal())).isEqualTo(1);
    assertThat(weights.weight(0, Emotion.NEUTRAL.ordinal())).isEqualTo(0.5);
    assertThat(weights.weight(2, Emotion.FEAR.ordinal())).isEqualTo(1);
  }

  @Test
  void aTableOfWeightsIsAFileOfWeights() throws IOException {
    List<WeightsRow> rows = new ArrayList<>();
    for (Emotion emotion : Emotion.values()) {
      rows.add(new WeightsRow("f", "Audio", emotion, emotion.ordinal() / 2.0, "accuracy", true));
    }
    MadeUpScores.write(folder, new WeightsTable(), "fuse", rows);
    Path table = folder.resolve("tables/weights");

    for (Path path : List.of(table, table.resolve("part-fuse.parquet"))) {
      WeightsFile file = weights(path);
      assertThat(Member.names(file.members())).containsExactly("Audio");
      assertThat(file.weights().weight(0, Emotion.SAD.ordinal())).isEqualTo(2.5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Audio,Sad,0.5 | Audo,Sad,0.5 | :20: there is no member 'Audo' among fuse.members; the nearest is 'Audio'",
        "Audio,Sad,0   | Audio,Sat,0  | :21: 'Sat' is no emotion; the nearest is 'Sad'",
        "Audio,Sad,0   | Audio,Sad,-1 | :21: weight must be a number of at least 0, not '-1'",
        "Audio,Sad,0   | Audio,Sad,NaN | :21: weight must be a number of at least 0, not 'NaN'",
        "Audio,Sad,0   | Audio,Sad    | :21: there are 2 values for 3 columns",
        "Audio,Sad,0   | Audio,Fear,0 | :21: Audio has two weights for Fear; keep one",
        "Audio,Sad,0   | ''           | ' has no weight of Audio for Sad; add it'",
        "member,       | name,        | ':1: the first line must name the columns member, emotion, weight'",
      })
  void saysWhatIsWrongWithWeights(String from, String to, String sentence) throws IOException {
    String paper = Files.readString(PAPER);
    String text = paper.contains(from) ? paper : paper.replace("Audio,Fear,1", from);
    Path file = Files.writeString(folder.resolve("weights.csv"), text.replace(from, to));

    assertThatThrownBy(() -> weights(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("weights.csv" + (from.contains("0.5") ? "" : sentence))
        .hasMessageContaining(sentence.substring(sentence.lastIndexOf(':') + 1));
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> weights(folder.resolve("none.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("there is no file of weights file:")
        .hasMessageEndingWith("none.csv; give a CSV file, or the table of weights of a workspace");
  }

  private static String answers(int step) {
    StringBuilder text = new StringBuilder();
    for (Emotion emotion : Emotion.values()) {
      int clips = 10 * (1 + emotion.ordinal());
      text.append("%d,%s,%d,%d\n".formatted(step, emotion.label(), clips, clips / 5));
    }
    return text.toString();
  }

  @Test
  void answersAreSharesAndRecalls() throws IOException {
    FeedbackFile file = feedback("step,emotion,clips,right\n" + answers(0) + answers(1));

    Feedback answer = file.answer(1, new int[0]).orElseThrow();
    assertThat(answer.accuracy()).isEqualTo(0.2);
    assertThat(answer.shares()[6]).isEqualTo(70 / 280.0);
    assertThat(answer.recalls()).containsOnly(0.2);
    assertThat(file.answer(2, new int[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,Sad,60,12 | 0,Sad,60,61 | :7: more clips are right than there are",
        "0,Sad,60,12 | 0,Sad,6.5,1 | :7: clips must be a whole number, not '6.5'",
        "0,Sad,60,12 | 0,Happy,60,12 | :7: step 0 has Happy twice; keep one",
        "0,Sad,60,12 | 1,Sad,60,12 | : step 0 has no row for Sad; add it",
      })
  void saysWhatIsWrongWithAnswers(String from, String to, String sentence) {
    assertThatThrownBy(() -> feedback("step,emotion,clips,right\n" + answers(0).replace(from, to)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("answers.csv" + sentence);
  }
}
