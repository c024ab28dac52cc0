package org.sparkaffect.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.evaluation.ConfusionMatrix;
import org.sparkaffect.jobs.settings.Settings.Change;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.MetricsRow;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.jobs.table.WeightsRow;

/**
 * What a workspace says: all that the report tells. What is not there is empty.
 *
 * @param workspace its folder
 * @param clips that were taken in hand, by split and label
 * @param rejects clips by stage and reason
 * @param scored the networks that have scores
 * @param changes settings that are not as they come, by the job that ran with them
 * @param versions names and what goes with them
 */
record Findings(
    String workspace,
    Map<Group, Long> clips,
    Map<Rejected, Long> rejects,
    List<TrainedModel> models,
    List<TrainingLogRow> log,
    List<String> scored,
    Evaluation evaluation,
    List<WeightsRow> weights,
    Optional<Before> before,
    List<FaceStrip> faces,
    List<JobSummary> summaries,
    Map<String, List<Change>> changes,
    Map<String, String> versions) {

  /** Clips of a split and an emotion; either is null where unknown. */
  record Group(Split split, Emotion label) {}

  record Rejected(String stage, RejectReason reason) {}

  /**
   * A network's model.
   *
   * @param backbone empty for none
   * @param iteration after which it was best; 0 where it is not trained in iterations
   * @param valLoss in validation then; null where unknown, as is the accuracy
   */
  record TrainedModel(
      String network,
      String modelId,
      boolean fromScratch,
      String backbone,
      int iteration,
      Double valLoss,
      Double valAccuracy) {}

  /** A system and the split that it was judged on; the latter is null for clips of none. */
  record Judged(String system, Split split) {}

  /** What fuse says of all systems. */
  record Evaluation(List<MetricsRow> metrics, Map<Judged, ConfusionMatrix> confusions) {
    Optional<MetricsRow> metrics(String system, Split split) {
      return metrics.stream()
          .filter(row -> row.system().equals(system) && row.split() == split)
          .findFirst();
    }

    Optional<ConfusionMatrix> confusion(String system, Split split) {
      return Optional.ofNullable(confusions.get(new Judged(system, split)));
    }
  }

  /** What another workspace's fusion made of the clips of the same split. */
  record Before(String workspace, Evaluation evaluation) {}

  /**
   * Faces of a clip that networks saw.
   *
   * @param jpeg side by side
   * @param predicted by whom and which; empty where nobody did
   */
  record FaceStrip(byte[] jpeg, String clipId, Optional<Emotion> label, String predicted) {}
}
