package org.sparkaffect.jobs.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.LocalSpark;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.RejectsTable;

class FusionTest {
  private static final List<Clip> VAL = MadeUpScores.clips(Split.VAL, 140, true);
  private static final List<Clip> TEST = MadeUpScores.clips(Split.TEST, 105, true);
  private static final List<Clip> ALL = Stream.concat(VAL.stream(), TEST.stream()).toList();

  /** What equation 1 makes of the tables, in SQL; Visual is made of two networks here. */
  private static final String BY_HAND =
      """
      WITH long AS (
        UNPIVOT (FROM '%1$s/tables/scores/*.parquet')
        ON p_angry, p_disgust, p_fear, p_happy, p_neutral, p_sad, p_surprise
        INTO NAME emotion VALUE p),
      members AS (
        SELECT clip_id, emotion, CASE network WHEN 'image-set' THEN 'ImageSet'
          WHEN 'audio-dnn' THEN 'Audio' ELSE 'Visual' END AS member, avg(p::DOUBLE)::FLOAT AS s
        FROM long GROUP BY ALL),
      weighed AS (
        SELECT c.clip_id, w.member, w.emotion, weight * coalesce(s, (1 / 7.0)::FLOAT)::DOUBLE AS v
        FROM (SELECT DISTINCT clip_id FROM members) c
        CROSS JOIN '%1$s/tables/weights/*.parquet' w
        LEFT JOIN members m
          ON m.clip_id = c.clip_id AND m.member = w.member AND m.emotion = 'p_' || lower(w.emotion)),
      sums AS (SELECT clip_id, emotion, sum(v) AS total FROM weighed GROUP BY ALL)
      SELECT clip_id, arg_max(emotion, total) FROM sums GROUP BY clip_id ORDER BY 1
      """;

  @TempDir Path workspace;

  @BeforeEach
  void score() throws IOException {
    MadeUpScores.write(workspace, "image-set", 1.0, ALL);
    MadeUpScores.write(workspace, "vgg-lstm", 1.2, ALL);
    MadeUpScores.write(workspace, "c3d", 0.6, ALL.subList(0, 200));
    MadeUpScores.write(workspace, "audio-dnn", 0.8, ALL.subList(30, 245));
  }

  private void fuse(Map<String, ?> options) throws Exception {
    Map<String, Object> all = new HashMap<>(options);
    all.put("workspace", workspace.toString());
    new Fusion(
            Settings.load(null, all),
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext()))
        .run();
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/%s/*.parquet'".formatted(columns, workspace, name));
  }

  @Test
  void whatIsWrittenIsWhatTheWeightsMakeOfTheScores() throws Exception {
    fuse(Map.of());

    assertThat(table("weights", "DISTINCT objective, certified")).containsExactly("accuracy|true");
    assertThat(table("weights", "count(*), count(DISTINCT fusion_id)")).containsExactly("21|1");
    assertThat(table("fused", "clip_id, predicted"))
        .isEqualTo(DuckDb.query(BY_HAND.formatted(workspace)));
    assertThat(table("fused", "DISTINCT members"))
        .containsExactlyInAnyOrder("[ImageSet, Visual, Audio]", "[ImageSet, Visual]");
    assertThat(
            table(
                "fused",
                "count(*) FILTER (abs(p_angry + p_disgust + p_fear + p_happy + p_neutral + p_sad + p_surprise - 1) > 1e-5)"))
        .containsExactly("0");
    assertThat(folder("feedback")).isFalse();
    assertThat(workspace.toFile().list()).containsExactly("tables");
  }

  private boolean folder(String table) {
    return Files.exists(workspace.resolve("tables/%s/part-fuse.parquet".formatted(table)));
  }

  @Test
  void everySystemIsMeasuredOnEverySplit() throws Exception {
    Reject reject =
        new Reject(VAL.get(3), "acoustics", RejectReason.NO_SOUND, "none", 1, Instant.EPOCH);
    Clip unscored = MadeUpScores.clips(Split.TEST, 300, true).get(290);
    MadeUpScores.write(
        workspace,
        new RejectsTable(),
        "extract-00000-00001",
        List.of(
            reject,
            new Reject(unscored, "faces", RejectReason.EMPTY, "", 1, Instant.EPOCH),
            new Reject(unscored, "acoustics", RejectReason.EMPTY, "", 1, Instant.EPOCH)));

    fuse(Map.of());

    assertThat(table("metrics", "system, split, clips, rejected, from_scratch"))
        .containsExactly(
            "audio-dnn|val|110|1|null",
            "audio-dnn|test|105|1|null",
            "c3d|val|140|0|null",
            "c3d|test|60|1|null",
            "image-set|val|140|0|null",
            "image-set|test|105|1|null",
            "vgg-lstm|val|140|0|null",
            "vgg-lstm|test|105|1|null",
            "end-to-end|val|140|0|null",
            "end-to-end|test|105|1|null",
            "whole-visual|val|140|0|null",
            "whole-visual|test|105|1|null",
            "fusion|val|140|0|null",
            "fusion|test|105|1|null");
    String right =
        """
        SELECT f.split, avg((f.predicted = f.label)::INT) FROM '%1$s/tables/fused/*.parquet' f
        GROUP BY 1 ORDER BY 1 DESC""";
    assertThat(table("metrics", "split, accuracy"))
        .endsWith(DuckDb.query(right.formatted(workspace)).toArray(String[]::new));
    assertThat(table("confusion", "sum(clips), count(*)"))
        .containsExactly("%d|%d".formatted(110 + 105 + 140 + 60 + 5 * 245, 14 * 49));
    String recalls =
        """
        SELECT (SELECT avg(rate) FROM '%1$s/tables/confusion/*.parquet'
          WHERE system = 'c3d' AND split = 'test' AND actual = predicted) = mean_recall
        FROM '%1$s/tables/metrics/*.parquet' WHERE system = 'c3d' AND split = 'test'""";
    assertThat(DuckDb.query(recalls.formatted(workspace))).containsExactly("true");
  }

  @Test
  void onTheClipsLearntOnItIsNotBelowTheBestMember() throws Exception {
    fuse(Map.of());

    double fusion = accuracy("fusion");
    for (String member : List.of("image-set", "end-to-end", "audio-dnn")) {
      assertThat(fusion).as(member).isGreaterThan(accuracy(member));
    }
  }

  private double accuracy(String system) {
    String where = "' WHERE system = '%s' AND split = 'val".formatted(system);
    return Double.parseDouble(
        DuckDb.query(
                "SELECT accuracy FROM '%s/tables/metrics/*.parquet%s'".formatted(workspace, where))
            .get(0));
  }

  @Test
  void oneMemberAloneWorksAndAnotherFusionTakesItsPlace() throws Exception {
    fuse(Map.of("fuse.members", List.of("Voice = audio-dnn", "Other = audio-lstm")));

    assertThat(table("weights", "DISTINCT member, certified")).containsExactly("Voice|true");
    assertThat(table("fused", "count(*)")).containsExactly("215");

    fuse(
        Map.of(
            "fuse.members", List.of("A = c3d", "B = vgg-lstm"), "fuse.objective", "mean-recall"));

    assertThat(table("weights", "DISTINCT member, objective"))
        .containsExactlyInAnyOrder("A|mean-recall", "B|mean-recall");
    assertThat(table("fused", "count(DISTINCT fusion_id), count(*)")).containsExactly("1|245");
  }

  @Test
  void fourMembersAreHeuristic() throws Exception {
    fuse(
        Map.of(
            "fuse.members",
            List.of("A = c3d", "B = vgg-lstm", "C = image-set", "D = audio-dnn"),
            "limit",
            50));

    assertThat(table("weights", "count(*), bool_or(certified)")).containsExactly("28|false");
    assertThat(table("fused", "split, count(*)", "GROUP BY 1 ORDER BY 1"))
        .containsExactly("test|50", "val|50");
  }

  private List<String> table(String name, String columns, String rest) {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/%s/*.parquet' %s".formatted(columns, workspace, name, rest));
  }

  @Test
  void givenWeightsAreAppliedAsTheyAre() throws Exception {
    String paper = Path.of("../conf/paper-weights.csv").toAbsolutePath().toString();

    fuse(Map.of("fuse.weights", paper));

    assertThat(table("weights", "DISTINCT objective, certified")).containsExactly("given|false");
    assertThat(table("fused", "clip_id, predicted"))
        .isEqualTo(DuckDb.query(BY_HAND.formatted(workspace)));
    assertThat(table("fused", "DISTINCT predicted")).hasSize(6).doesNotContain("Disgust");
    List<String> before = table("fused", "*");

    fuse(Map.of("fuse.weights", workspace.resolve("tables/weights").toString()));

    assertThat(table("fused", "*")).isEqualTo(before);
  }

  @Test
  void aHoldOutAnswersEveryStep() throws Exception {
    fuse(Map.of("fuse.feedback", "holdout"));

    assertThat(table("feedback", "step, count(*)", "GROUP BY 1 ORDER BY 1"))
        .containsExactly("0|7", "1|7", "2|7", "3|7", "4|7", "5|7");
    assertThat(table("weights", "DISTINCT objective, certified")).containsExactly("feedback|false");
    String last = "WHERE step = 5 ORDER BY emotion";
    String weights = "SELECT list(weight) FROM '%s/tables/weights/*.parquet' GROUP BY emotion";
    assertThat(table("feedback", "weights", last))
        .isEqualTo(DuckDb.query((weights + " ORDER BY emotion").formatted(workspace)));
    assertThat(
            table(
                "feedback",
                "count(*) FILTER (abs(abs(predicted_share - true_share) - d) > 1e-12 OR abs(true_share - 1 / 7) > 1e-9)"))
        .containsExactly("0");

    fuse(Map.of());

    assertThat(folder("feedback")).as("of the fusion before").isFalse();
  }

  /** Step by step, as a person does it: each run goes on from what the file has. */
  @Test
  void aFileOfAnswersIsFollowedAsFarAsItGoes() throws Exception {
    Path answers = workspace.resolve("answers.csv");
    Path labels = workspace.resolve("labels");
    Map<String, Object> options =
        Map.of("fuse.feedback", answers.toString(), "fuse.submission", labels.toString());
    StringBuilder text = new StringBuilder("step,emotion,clips,right\n7,Sad,1,0\n");
    assertThatThrownBy(
            () -> {
              Files.writeString(answers, text);
              fuse(options);
            })
        .hasMessageEndingWith("step 7 has no row for Angry; add it");
    text.setLength(text.indexOf("7,"));
    for (String emotion : "Angry Disgust Fear Happy Neutral Sad Surprise".split(" ")) {
      text.append("0,%s,15,%d\n".formatted(emotion, emotion.length()));
    }
    Files.writeString(answers, text);

    fuse(options);

    assertThat(
            table("feedback", "step, count(*), count(recall), count(d)", "GROUP BY 1 ORDER BY 1"))
        .containsExactly("0|7|7|7", "1|7|0|7");
    assertThat(labels.resolve("test").toFile().list()).hasSize(105);
    assertThat(table("fused", "predicted", "WHERE clip_id = 'test/0007'"))
        .containsExactly(Files.readString(labels.resolve("test/0007.txt")).strip());
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    refuses(
        Map.of("fuse.learn-on", "train"), "the split train has no clip with a label and scores;");
    refuses(
        Map.of("fuse.members", List.of("A = audio-lstm")),
        "none of the members has scores, only audio-dnn, c3d, image-set, vgg-lstm has");
    MadeUpScores.write(workspace, "c3d", 0.6, VAL);
    Files.copy(
        workspace.resolve("tables/scores/part-c3d.parquet"),
        workspace.resolve("tables/scores/part-c3d-old.parquet"));
    refuses(Map.of(), "the table scores has c3d twice, clip val/0000 among them; remove the file");
  }

  private void refuses(Map<String, ?> options, String sentence) {
    assertThatThrownBy(() -> fuse(options))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void withoutScoresItSaysWhatToRunFirst(@TempDir Path empty) {
    workspace = empty;

    refuses(
        Map.of(), "the workspace has no scores to fuse; run affect train and affect score first");
  }
}
