package org.sparkaffect.jobs.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.fusion.FeedbackStep;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.ConfusionTable;
import org.sparkaffect.jobs.table.FeedbackRow;
import org.sparkaffect.jobs.table.FeedbackTable;
import org.sparkaffect.jobs.table.FusedRow;
import org.sparkaffect.jobs.table.FusedTable;
import org.sparkaffect.jobs.table.MetricsTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.WeightsRow;
import org.sparkaffect.jobs.table.WeightsTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** Writes the tables of a fusion in the place of those of the one before. */
final class FusionTables {
  private static final String JOB = "fuse";

  private final Workspace workspace;
  private final Configuration hadoop;
  private final Map<String, String> metadata;

  FusionTables(Workspace workspace, Settings settings, Configuration hadoop) {
    this.workspace = workspace;
    this.hadoop = hadoop;
    this.metadata = settings.metadata(JOB);
  }

  /** All rows of a table. */
  <R> List<R> rows(TableReader reader, String table, Function<Group, R> read)
      throws WorkspaceException {
    List<R> rows = new ArrayList<>();
    for (Path part : workspace.parts(table)) {
      rows.addAll(reader.rows(part, read));
    }
    return rows;
  }

  void write(
      List<WeightsRow> weights,
      List<FeedbackRow> feedback,
      List<FusedRow> fused,
      Evaluation evaluation)
      throws WorkspaceException {
    Path staging = workspace.stage(JOB);
    write(staging, new WeightsTable(), weights);
    write(staging, new FeedbackTable(), feedback);
    write(staging, new FusedTable(), fused);
    write(staging, new ConfusionTable(), evaluation.confusion());
    write(staging, new MetricsTable(), evaluation.metrics());
    workspace.unstage(JOB);
  }

  /** Without rows there is no file either. */
  private <R> void write(Path staging, Table<R> table, List<R> rows) throws WorkspaceException {
    Path part = workspace.part(table.name(), JOB);
    if (rows.isEmpty()) {
      workspace.remove(part);
      return;
    }
    Path staged = new Path(staging, table.name() + ".parquet");
    TableWriter.writeAll(table, rows, staged, metadata, hadoop);
    workspace.put(staged, part);
  }

  static List<WeightsRow> weights(
      String id, List<Member> members, ClassWeights weights, String objective, boolean certified) {
    List<WeightsRow> rows = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      for (Emotion emotion : Emotion.values()) {
        double weight = weights.weight(member, emotion.ordinal());
        rows.add(
            new WeightsRow(id, members.get(member).name(), emotion, weight, objective, certified));
      }
    }
    return rows;
  }

  static List<FeedbackRow> feedback(String id, int members, List<FeedbackStep> steps) {
    List<FeedbackRow> rows = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      for (Emotion emotion : Emotion.values()) {
        rows.add(feedback(id, members, step, steps.get(step), emotion));
      }
    }
    return rows;
  }

  private static FeedbackRow feedback(
      String id, int members, int number, FeedbackStep step, Emotion emotion) {
    int ofClass = emotion.ordinal();
    List<Double> weights = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      weights.add(step.weights().weight(member, ofClass));
    }
    boolean answered = step.answer() != null;
    double recall = answered ? step.answer().recalls()[ofClass] : Double.NaN;
    return new FeedbackRow(
        id,
        number,
        emotion,
        weights,
        step.classWeights()[ofClass],
        step.predicted()[ofClass],
        step.shares() == null ? null : (Double) step.shares()[ofClass],
        Double.isNaN(recall) ? null : (Double) recall,
        step.shares() == null ? null : (Double) step.distance(ofClass),
        answered ? (Double) step.answer().accuracy() : null,
        step.score());
  }
}
