package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualNetwork;

class FeatureExtractionTest {
  private static final List<Clip> CLIPS =
      List.of(MadeUp.CLIPS.get(0), MadeUp.CLIPS.get(1), MadeUp.CLIPS.get(4), MadeUp.CLIPS.get(5));

  @TempDir Path folder;

  @BeforeEach
  void writeFaces() throws IOException {
    MadeUp.faces(folder, CLIPS);
  }

  @AfterEach
  void giveSpace() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  private TrainingClips extract(Start start, int views) throws Exception {
    JavaSparkContext spark = MadeUp.spark();
    Configuration hadoop = spark.hadoopConfiguration();
    Workspace workspace =
        new Workspace(new org.apache.hadoop.fs.Path(FakeFiles.uri(folder)), hadoop);
    TrainingClips clips = TrainingClips.read(workspace, new TableReader(hadoop), FacesTable.NAME);
    return new FeatureExtraction(
            start,
            start.model().network().levels(),
            workspace,
            spark,
            spark.broadcast(new SerializableConfiguration(hadoop)),
            Map.of())
        .run(clips, views);
  }

  private static Start start(String network, Map<String, ?> options) {
    Settings settings = MadeUp.settings("w", options);
    return Start.of(TrainSettings.of(settings, network), new Configuration());
  }

  private List<String> features(String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/features/*.parquet' ORDER BY ALL".formatted(columns, folder));
  }

  private String[] files() {
    return folder.resolve("tables/features").toFile().list();
  }

  @Test
  void eachFeatureIsComputedOnceAndOnlyWhatIsMissing() throws Exception {
    Start c3d = start("c3d", Map.of());
    extract(c3d, 1);
    assertThat(features("clip_id, split, label, level, view, len(values)"))
        .containsExactly(
            "t1|train|Happy|fc7|0|1",
            "t2|train|Sad|fc7|0|1",
            "v1|val|Happy|fc7|0|1",
            "v2|val|Sad|fc7|0|1");
    String[] before = files();

    extract(c3d, 1);
    assertThat(files()).containsExactlyInAnyOrder(before);

    extract(c3d, 3);
    assertThat(features("clip_id, view"))
        .containsExactly("t1|0", "t1|1", "t1|2", "t2|0", "t2|1", "t2|2", "v1|0", "v2|0");

    extract(start("c3d", Map.of("seed", 7)), 1);
    assertThat(features("backbone, view").stream().filter(row -> row.endsWith("|0")))
        .containsOnly("random-c3d-sports1m-0.02-42|0", "random-c3d-sports1m-0.02-7|0")
        .hasSize(8);
  }

  @Test
  void otherPoolingAddsItsOwnRowsOfTheLevelsThatArePooled() throws Exception {
    extract(start("resnet-lstm", Map.of()), 1);
    extract(start("resnet-lstm", Map.of("resnet-lstm.pyramid.pooling", "1x2")), 1);

    assertThat(features("DISTINCT level, len(values), len(values[1])"))
        .containsExactly(
            "conv128_2/1x2|16|8",
            "conv128_2/2x2|16|16",
            "conv32_3/1x2|16|2",
            "conv32_3/2x2|16|4",
            "fc|16|3");
    assertThat(features("count(*)")).containsExactly("20");
  }

  @Test
  void theTableHasWhatTheNetworkGives() throws Exception {
    Start start = start("resnet-lstm", Map.of());
    VisualNetwork network = start.model().network();
    TrainingClip clip = extract(start, 2).train().get(0);
    Configuration hadoop = new Configuration();
    List<RgbImage> faces =
        new StoredFaces(hadoop).crops(new TrainingClip(clip.clip(), facesFile()));
    StoredFeatures stored = new StoredFeatures(start.backboneId(), network.levels(), hadoop);

    List<View> views = List.of(View.CENTRE, new View(0, 0, true));
    for (int view = 0; view < views.size(); view++) {
      INDArray[] levels = start.backbone().output(network.backboneInput(faces, views.get(view)));
      for (int level = 0; level < levels.length; level++) {
        float[][] expected = levels[level].reshape('c', 16, -1).toFloatMatrix();

        assertThat(stored.of(clip, view)[level]).isDeepEqualTo(expected);
        assertThat(byDuckDb(clip.id(), view, network.levels().get(level)))
            .isCloseTo(expected[15][1], within(1e-6f));
      }
    }
  }

  /** The second feature of the last step. */
  private float byDuckDb(String clipId, int view, String level) {
    String sql =
        "SELECT values[16][2] FROM '%s/tables/features/*.parquet' WHERE clip_id = '%s' AND view ="
            + " %d AND level = '%s'";
    return Float.parseFloat(DuckDb.query(sql.formatted(folder, clipId, view, level)).get(0));
  }

  private List<String> facesFile() {
    return List.of(folder.resolve("tables/faces").toFile().listFiles()[0].toURI().toString());
  }

  @Test
  void aRunThatFailedAnywhereIsGoneOnWith() throws Exception {
    Start start = start("c3d", Map.of());
    int failures = 0;
    boolean done = false;
    for (int changes = 0; !done; changes++) {
      FakeFiles.CHANGES_LEFT.set(changes);
      try {
        extract(start, 1);
        done = true;
      } catch (Exception e) {
        failures++;
        assertThat(e).hasStackTraceContaining("No space left on device");
      }
    }
    assertThat(failures).isGreaterThan(5);
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
    extract(start, 1);

    assertThat(features("clip_id")).containsExactly("t1", "t2", "v1", "v2");
    assertThat(folder.resolve(".staging")).doesNotExist();
  }
}
