package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.LocalSpark;

/** What was written as two readers that know nothing of us read it: DuckDB and Spark. */
class TablesTest {
  private static final Clip BARE = Clip.ofFile("b", "file:/b.mp4");

  @TempDir Path folder;

  @SafeVarargs
  private <R> void write(Table<R> table, R... rows) throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(folder.resolve("part-x.parquet").toUri());
    Map<String, String> metadata =
        Map.of("affect.version", "7", "affect.settings", "{\"a\":\"ä\"}");
    try (TableWriter<R> writer = new TableWriter<>(table, file, metadata, new Configuration())) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  private List<String> duckDb(String columns) {
    return DuckDb.query("SELECT %s FROM '%s/*.parquet'".formatted(columns, folder));
  }

  private List<Row> spark(String... columns) {
    return LocalSpark.session()
        .read()
        .parquet(folder.toString())
        .selectExpr(columns)
        .collectAsList();
  }

  @Test
  void clips() throws IOException {
    write(new ClipsTable(), Rows.CLIP, BARE);

    assertThat(duckDb("*"))
        .containsExactly(
            "a@5-900|val|Fear|s 1|file:/ä b/50%.mp4|5|900",
            "b|null|null|null|file:/b.mp4|null|null");
    assertThat(spark("*"))
        .extracting(Row::mkString)
        .containsExactly(
            "a@5-900valFears 1file:/ä b/50%.mp45900", "bnullnullnullfile:/b.mp4nullnull");
  }

  @Test
  void rejectsWithTheInstantInWhateverZone() throws IOException {
    write(new RejectsTable(), Rows.REJECT);

    assertThat(duckDb("* EXCLUDE (at), epoch_ms(at), typeof(at)"))
        .containsExactly(
            "a@5-900|faces|val|Fear|s 1|file:/ä b/50%.mp4|NO_FACE|no face, \"none\"|2"
                + "|1711845000123|TIMESTAMP WITH TIME ZONE");
    assertThat(spark("at").get(0).<Timestamp>getAs(0).toInstant()).isEqualTo(Rows.REJECT.at());
  }

  @Test
  void faces() throws IOException {
    write(new FacesTable(), Rows.faces(Rows.CLIP, PixelEncoding.PNG));

    assertThat(duckDb("* EXCLUDE (frame_ms, confidence, box, landmarks, pixels)"))
        .containsExactly("a@5-900|val|Fear|s 1|15|50|640|480|29.97002997002997|256|png");
    assertThat(duckDb("frame_ms[3], confidence[3], box[3], landmarks[3]"))
        .containsExactly(
            "80|0.125|[2.0, 3.0, 4.0, 5.0]|[2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9]");
    assertThat(duckDb("len(frame_ms), len(confidence), len(box), len(landmarks), len(pixels)"))
        .containsExactly("16|16|16|16|16");
    assertThat(spark("frame_ms", "box[15]").get(0).mkString(" "))
        .isEqualTo(
            "WrappedArray(%s) WrappedArray(15.0, 16.0, 17.0, 18.0)"
                .formatted(
                    String.join(", ", IntStream.range(0, 16).mapToObj(i -> "" + 40 * i).toList())));
  }

  @ParameterizedTest
  @EnumSource(names = "RAW", mode = EnumSource.Mode.EXCLUDE)
  void theCropsAreImagesThatOthersDecode(PixelEncoding encoding) throws IOException {
    write(new FacesTable(), Rows.faces(Rows.CLIP, encoding));

    List<byte[]> pixels = spark("pixels").get(0).getList(0);

    assertThat(pixels).hasSize(16);
    for (int i = 0; i < pixels.size(); i++) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(pixels.get(i)));
      assertThat(image.getWidth()).isEqualTo(256);
      assertThat(image.getHeight()).isEqualTo(256);
      int rgb = image.getRGB(200, 100);
      int loss = encoding == PixelEncoding.PNG ? 0 : 3;
      assertThat(rgb >> 16 & 0xFF).isBetween(200 - loss, 200 + loss);
      assertThat(rgb >> 8 & 0xFF).isBetween(10 * i - loss, 10 * i + loss);
      assertThat(rgb & 0xFF).isBetween(3 - loss, 3 + loss);
    }
  }

  @Test
  void acoustics() throws IOException {
    write(new AcousticsTable(), Rows.acoustics(Rows.CLIP, 3));

    assertThat(duckDb("clip_id, split, label, subject, duration_ms, voiced_ratio, lld_frames"))
        .containsExactly("a@5-900|val|Fear|s 1|1234|0.25|3");
    assertThat(
            duckDb(
                "\"F0semitoneFrom27.5Hz_sma3nz_amean\", \"logRelF0-H1-H2_sma3nz_amean\", \"equivalentSoundLevel_dBp\""))
        .containsExactly("0.0|36.0|87.0");
    assertThat(duckDb("len(lld), lld[1], lld[75]")).containsExactly("75|0.0|-74.0");
    assertThat(spark("`F0semitoneFrom27.5Hz_sma3nz_percentile20.0`").get(0).getFloat(0))
        .isEqualTo(2);
  }

  @Test
  void features() throws IOException {
    write(new FeaturesTable(), Rows.features(Rows.CLIP, "fc", 1), Rows.features(BARE, "pool3", 0));

    assertThat(duckDb("*"))
        .containsExactly(
            "a@5-900|val|Fear|s 1|face-recognition|fc|1|[[0.5, 1.5, 2.5, 3.5, 4.5], [10.5, 11.5, 12.5, 13.5, 14.5], [20.5, 21.5, 22.5, 23.5, 24.5]]",
            "b|null|null|null|face-recognition|pool3|0|[[0.0, 1.0, 2.0, 3.0, 4.0], [10.0, 11.0, 12.0, 13.0, 14.0], [20.0, 21.0, 22.0, 23.0, 24.0]]");
    assertThat(spark("values[2][4]", "level").get(0).mkString(" ")).isEqualTo("24.5 fc");
  }

  @Test
  void trainingLog() throws IOException {
    TrainingLogRow unscored =
        new TrainingLogRow("c3d-0123abcd", 25, "c3d", 3, 1e-4, 1.25, null, null, 13);
    write(new TrainingLogTable(), Rows.TRAINING_LOG, unscored);

    assertThat(duckDb("*"))
        .containsExactly(
            "c3d-0123abcd|20|c3d|3|0.001|1.5|1.75|0.375|12.5",
            "c3d-0123abcd|25|c3d|3|0.0001|1.25|null|null|13.0");
    assertThat(spark("avg(val_loss)").get(0).getDouble(0)).isEqualTo(1.75);
  }

  private <R> void readsBack(Table<R> table, Function<Group, R> read, R row) {
    Group group = new SimpleGroup(table.schema());
    table.fill(group, row);
    assertThat(read.apply(group))
        .usingRecursiveComparison()
        .ignoringFields("clip.uri", "clip.startMs", "clip.endMs")
        .isEqualTo(row);
  }

  @Test
  void scores() throws IOException {
    ScoresRow bare = new ScoresRow(BARE, "c3d", "m", new float[7], Emotion.ANGRY);
    write(new ScoresTable(), Rows.SCORES, bare);

    assertThat(duckDb("*"))
        .containsExactly(
            "a@5-900|val|Fear|s 1|c3d|c3d-0123abcd|0.0|0.0625|0.125|0.1875|0.25|0.3125|0.375|Surprise",
            "b|null|null|null|c3d|m|0.0|0.0|0.0|0.0|0.0|0.0|0.0|Angry");
    assertThat(spark("p_surprise").get(0).getFloat(0)).isEqualTo(0.375f);
    readsBack(new ScoresTable(), ScoresTable::read, Rows.SCORES);
    readsBack(new ScoresTable(), ScoresTable::read, bare);
  }

  @Test
  void archive() throws Exception {
    ArchiveRow whole = new ArchiveRow("file:/b.mp4", 1, 1, null, new double[7], List.of());
    write(new ArchiveTable(), Rows.ARCHIVE, whole);

    assertThat(duckDb("uri, clips, rejected, seconds, share_happy, start_ms, p_surprise"))
        .containsExactly(
            "file:/news.mp4|3|1|4.5|0.5|[0, 2500]|[0.375, 0.375]",
            "file:/b.mp4|1|1|null|0.0|[]|[]");
    assertThat(spark("p_disgust[1]").get(0).getFloat(0)).isEqualTo(0.0625f);
  }

  @Test
  void fused() throws IOException {
    FusedRow alone = new FusedRow(BARE, "f-1", List.of(), new float[7], Emotion.ANGRY);
    write(new FusedTable(), Rows.FUSED, alone);

    assertThat(duckDb("clip_id, label, fusion_id, members, p_disgust, predicted"))
        .containsExactly(
            "a@5-900|Fear|f-1|[Visual, Audio]|0.0625|Surprise", "b|null|f-1|[]|0.0|Angry");
    assertThat(spark("members[1]").get(0).getString(0)).isEqualTo("Audio");
    readsBack(new FusedTable(), FusedTable::read, Rows.FUSED);
    readsBack(new FusedTable(), FusedTable::read, alone);
  }

  @Test
  void weights() throws IOException {
    write(new WeightsTable(), Rows.WEIGHTS);

    assertThat(duckDb("*")).containsExactly("f-1|Visual|Sad|0.5|accuracy|true");
    assertThat(spark("*")).extracting(Row::mkString).containsExactly("f-1VisualSad0.5accuracytrue");
    readsBack(new WeightsTable(), WeightsTable::read, Rows.WEIGHTS);
  }

  @Test
  void feedback() throws IOException {
    FeedbackRow unanswered =
        new FeedbackRow(
            "f-1", 0, Emotion.FEAR, List.of(1.0), 0, 0.25, null, null, null, null, -0.5);
    write(new FeedbackTable(), Rows.FEEDBACK, unanswered);

    assertThat(duckDb("*"))
        .containsExactly(
            "f-1|2|Sad|[0.0, 0.5, 1.0]|1.5|0.25|0.125|0.75|0.125|0.5|-0.25",
            "f-1|0|Fear|[1.0]|0.0|0.25|null|null|null|null|-0.5");
    assertThat(spark("weights[2]").get(0).getDouble(0)).isEqualTo(1);
    readsBack(new FeedbackTable(), FeedbackTable::read, Rows.FEEDBACK);
    readsBack(new FeedbackTable(), FeedbackTable::read, unanswered);
  }

  @Test
  void confusion() throws IOException {
    ConfusionRow empty = new ConfusionRow("c3d", null, Emotion.SAD, Emotion.SAD, 0, null);
    write(new ConfusionTable(), Rows.CONFUSION, empty);

    assertThat(duckDb("*"))
        .containsExactly("fusion|test|Sad|Fear|3|0.375", "c3d|null|Sad|Sad|0|null");
    assertThat(spark("sum(clips)").get(0).getLong(0)).isEqualTo(3);
    readsBack(new ConfusionTable(), ConfusionTable::read, Rows.CONFUSION);
    readsBack(new ConfusionTable(), ConfusionTable::read, empty);
  }

  @Test
  void metrics() throws IOException {
    MetricsRow unknown = new MetricsRow("c3d", null, 1, 1, 1, 1, 0, null);
    write(new MetricsTable(), Rows.METRICS, unknown);

    assertThat(duckDb("*"))
        .containsExactly(
            "end-to-end|val|384|0.5|0.25|0.125|7|true", "c3d|null|1|1.0|1.0|1.0|0|null");
    assertThat(spark("from_scratch").get(0).getBoolean(0)).isTrue();
    readsBack(new MetricsTable(), MetricsTable::read, Rows.METRICS);
    readsBack(new MetricsTable(), MetricsTable::read, unknown);
  }

  @Test
  void rawCropsAreTheirBytes() throws IOException {
    write(new FacesTable(), Rows.faces(Rows.CLIP, PixelEncoding.RAW));

    List<byte[]> pixels = spark("pixels").get(0).getList(0);

    assertThat(pixels.get(9)).hasSize(256 * 256 * 3).startsWith(200, 90, 3, 200, 90, 3);
  }

  @Test
  void rowGroupsAreSmallThoughRowsAreLarge() throws IOException {
    FacesRow large = Rows.faces(BARE, PixelEncoding.RAW);
    write(new FacesTable(), Collections.nCopies(40, large).toArray(FacesRow[]::new));

    List<String> rows =
        DuckDb.query(
            "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('%s/*.parquet')"
                .formatted(folder));

    assertThat(rows).hasSizeBetween(2, 4);
  }

  @Test
  void aFileTellsOfItselfAndIsCompressedAndAlone() throws IOException {
    write(new FacesTable(), Rows.faces(BARE, PixelEncoding.PNG));

    assertThat(
            DuckDb.query(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s/*.parquet') WHERE decode(key) LIKE 'affect.%%' ORDER BY 1"
                    .formatted(folder)))
        .containsExactly("affect.settings|{\"a\":\"ä\"}", "affect.version|7");
    assertThat(
            DuckDb.query(
                "SELECT DISTINCT compression FROM parquet_metadata('%s/*.parquet')"
                    .formatted(folder)))
        .containsExactly("ZSTD");
    assertThat(folder.toFile().list()).containsExactly("part-x.parquet");
  }
}
