package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.evaluation.ConfusionMatrix;
import org.sparkaffect.jobs.report.Findings.Before;
import org.sparkaffect.jobs.report.Findings.Evaluation;
import org.sparkaffect.jobs.report.Findings.FaceStrip;
import org.sparkaffect.jobs.report.Findings.Group;
import org.sparkaffect.jobs.report.Findings.Judged;
import org.sparkaffect.jobs.report.Findings.Rejected;
import org.sparkaffect.jobs.report.Findings.TrainedModel;
import org.sparkaffect.jobs.settings.Settings.Change;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.MetricsRow;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.jobs.table.WeightsRow;

/** A workspace that found what the paper did (Tables 2, 3, 5 and 6), and an empty one. */
final class MadeUpFindings {
  /** What would be harmful if it were taken for more than text. */
  static final String HOSTILE =
      "</td><script>alert(1)</script> & \"a\" 'b' |c| `d` [e](javascript:f) *g* \n# h\u202e\u0000";

  static final ConfusionMatrix TABLE_2 =
      ConfusionMatrix.of(
          new long[][] {
            {40, 0, 4, 5, 6, 8, 2},
            {14, 1, 2, 5, 11, 7, 0},
            {5, 0, 18, 6, 6, 10, 1},
            {12, 1, 4, 20, 14, 12, 0},
            {5, 0, 1, 18, 34, 5, 0},
            {4, 2, 7, 11, 17, 20, 0},
            {4, 0, 5, 17, 13, 5, 2}
          });

  static final ConfusionMatrix TABLE_5 =
      ConfusionMatrix.of(
          new long[][] {
            {66, 0, 3, 11, 10, 6, 2},
            {6, 0, 0, 7, 10, 16, 1},
            {19, 0, 23, 3, 5, 15, 5},
            {6, 0, 0, 129, 2, 7, 0},
            {19, 0, 3, 27, 112, 31, 1},
            {12, 0, 3, 14, 7, 44, 0},
            {7, 0, 3, 4, 8, 6, 0}
          });

  static final ConfusionMatrix TABLE_6 =
      ConfusionMatrix.of(
          new long[][] {
            {64, 1, 4, 3, 4, 4, 3},
            {8, 1, 2, 9, 5, 10, 1},
            {16, 1, 28, 2, 9, 2, 8},
            {18, 0, 3, 100, 6, 8, 0},
            {26, 3, 1, 14, 93, 32, 5},
            {16, 0, 2, 14, 6, 30, 3},
            {7, 1, 5, 2, 5, 4, 4}
          });

  private MadeUpFindings() {}

  static Findings empty() {
    return new Findings(
        "file:/work",
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        new Evaluation(List.of(), Map.of()),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of("Java", "17"));
  }

  static Findings ofThePaper() {
    Map<Judged, ConfusionMatrix> confusions =
        Map.of(
            new Judged("audio-dnn", Split.VAL), TABLE_2,
            new Judged("resnet-lstm", Split.TEST), TABLE_6,
            new Judged("fusion", Split.TEST), TABLE_5,
            new Judged("fusion", Split.VAL), TABLE_6);
    return new Findings(
        "hdfs://host/it's a \"workspace\"",
        Map.of(
            new Group(Split.TRAIN, Emotion.HAPPY), 700L,
            new Group(Split.TEST, Emotion.SAD), 653L,
            new Group(null, null), 3L),
        Map.of(
            new Rejected("faces", RejectReason.NO_FACE), 21L,
            new Rejected("faces", RejectReason.CORRUPT), 2L,
            new Rejected("acoustics", RejectReason.NO_SOUND), 40L),
        List.of(
            new TrainedModel(
                "resnet-lstm", "resnet-lstm-01234567", false, "face-recognition", 20, 1.5, 0.5),
            new TrainedModel("c3d", "c3d-01234567", true, "random-c3d", 5, null, null)),
        log("resnet-lstm", "resnet-lstm-01234567"),
        List.of("audio-dnn", "resnet-lstm"),
        new Evaluation(metrics(confusions), confusions),
        weights(true),
        Optional.of(
            new Before(
                "file:/2016",
                new Evaluation(List.of(), Map.of(new Judged("fusion", Split.TEST), TABLE_6)))),
        List.of(new FaceStrip(jpeg(), HOSTILE, Optional.of(Emotion.FEAR), "fusion Sad")),
        List.of(new JobSummary("extract", 20, 42, Map.of("faces", 3L))),
        Map.of(
            "extract", List.of(new Change("manifest", "without a value", HOSTILE)),
            "score", List.of(new Change("seed", "42", "7"))),
        Map.of("Java", "17"));
  }

  private static List<MetricsRow> metrics(Map<Judged, ConfusionMatrix> confusions) {
    List<MetricsRow> metrics = new ArrayList<>();
    confusions.forEach(
        (judged, matrix) ->
            metrics.add(
                new MetricsRow(
                    judged.system(),
                    judged.split(),
                    matrix.clips(),
                    matrix.accuracy().orElseThrow(),
                    matrix.meanRecall().orElseThrow(),
                    matrix.macroF1().orElseThrow(),
                    5,
                    judged.system().equals("audio-dnn"))));
    return metrics;
  }

  /** Table 3. */
  static List<WeightsRow> weights(boolean certified) {
    Map<String, double[]> members = new HashMap<>();
    members.put("ImageSet", new double[] {0, 0, 0, 0.5, 0.5, 0, 0});
    members.put("Visual", new double[] {0.5, 0, 0, 1, 0.5, 1, 0.5});
    members.put("Audio", new double[] {0.5, 0, 1, 0, 0, 0, 0});
    List<WeightsRow> rows = new ArrayList<>();
    for (String member : List.of("ImageSet", "Visual", "Audio")) {
      for (Emotion emotion : Emotion.values()) {
        double weight = members.get(member)[emotion.ordinal()];
        rows.add(new WeightsRow("f", member, emotion, weight, "accuracy", certified));
      }
    }
    return rows;
  }

  /** Validated after every second of 30 averagings. */
  static List<TrainingLogRow> log(String network, String modelId) {
    List<TrainingLogRow> rows = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      Double loss = i % 2 == 0 ? 1.2 + Math.pow(i - 10, 2) / 400 : null;
      rows.add(
          new TrainingLogRow(
              modelId, 5 * i, network, i, 0.01, 1.9 / i, loss, loss == null ? null : 0.5, i * 2.0));
    }
    return rows;
  }

  static byte[] jpeg() {
    List<RgbImage> crops = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] pixels = new byte[256 * 256 * 3];
      Arrays.fill(pixels, (byte) (16 * i));
      crops.add(new RgbImage(256, 256, pixels));
    }
    return FaceReading.jpeg(crops);
  }
}
