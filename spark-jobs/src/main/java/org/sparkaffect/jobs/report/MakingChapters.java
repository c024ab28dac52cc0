package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.report.Document.Block;
import org.sparkaffect.jobs.report.Document.Cell;
import org.sparkaffect.jobs.report.Document.Column;
import org.sparkaffect.jobs.report.Document.Grid;
import org.sparkaffect.jobs.report.Document.Row;
import org.sparkaffect.jobs.report.Document.Strip;
import org.sparkaffect.jobs.report.Document.Strips;
import org.sparkaffect.jobs.report.Document.Text;
import org.sparkaffect.jobs.report.Findings.FaceStrip;
import org.sparkaffect.jobs.report.Findings.Group;
import org.sparkaffect.jobs.report.Findings.Rejected;
import org.sparkaffect.jobs.report.Findings.TrainedModel;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.TrainingLogRow;

/** How the results came about: training, clips, time, settings. */
final class MakingChapters {
  private MakingChapters() {}

  static List<Block> training(Findings findings) {
    if (findings.models().isEmpty()) {
      return List.of(
          new Text("No network was trained yet. This does it:"),
          ReportDocument.command(findings, "train"));
    }
    List<Block> blocks = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (TrainedModel model : findings.models()) {
      List<TrainingLogRow> log = log(findings, model);
      rows.add(
          Row.of(
              model.network() + (model.fromScratch() ? " (from scratch)" : ""),
              model.backbone().isEmpty() ? Figures.NONE : model.backbone(),
              log.isEmpty() ? Figures.NONE : "" + log.get(log.size() - 1).iteration(),
              log.isEmpty() ? Figures.NONE : "" + model.iteration(),
              model.valLoss() == null ? Figures.NONE : Figures.number(model.valLoss()),
              model.valAccuracy() == null ? Figures.NONE : Figures.percent(model.valAccuracy()),
              log.isEmpty() ? Figures.NONE : Figures.seconds(log.get(log.size() - 1).seconds())));
    }
    blocks.add(
        new Grid(
            "Trained networks; an iteration is a minibatch of each worker",
            List.of(
                Column.text("Network"),
                Column.text("Backbone"),
                Column.number("Iterations"),
                Column.number("Best after"),
                Column.number("Loss there, val"),
                Column.number("Accuracy there, val, %"),
                Column.number("Time")),
            rows));
    for (TrainedModel model : findings.models()) {
      List<TrainingLogRow> log = log(findings, model);
      if (!log.isEmpty()) {
        blocks.add(Curves.of(model.network(), log));
      }
    }
    return blocks;
  }

  private static List<TrainingLogRow> log(Findings findings, TrainedModel model) {
    return findings.log().stream().filter(row -> row.modelId().equals(model.modelId())).toList();
  }

  static List<Block> faces(Findings findings) {
    if (findings.faces().isEmpty()) {
      return List.of(
          new Text("The workspace has no faces. This extracts them:"),
          ReportDocument.command(findings, "extract --manifest MANIFEST"));
    }
    return List.of(
        new Strips(
            "Six of the 16 faces that the networks read, of one clip of each emotion",
            findings.faces().stream().map(MakingChapters::strip).toList()));
  }

  private static Strip strip(FaceStrip faces) {
    String label = faces.label().map(Emotion::label).orElse("unknown");
    String predicted = faces.predicted().isEmpty() ? "nothing yet" : faces.predicted();
    return new Strip(
        faces.jpeg(),
        "Six faces of the clip %s, in the order of time".formatted(faces.clipId()),
        faces.clipId(),
        "Label: " + label,
        "Predicted: " + predicted);
  }

  static List<Block> clips(Findings findings) {
    List<Block> blocks = new ArrayList<>();
    if (!findings.clips().isEmpty()) {
      blocks.add(clipsBySplit(findings.clips()));
    }
    if (findings.rejects().isEmpty()) {
      blocks.add(new Text("No clip was rejected."));
      return blocks;
    }
    long all = findings.clips().values().stream().mapToLong(Long::longValue).sum();
    blocks.add(
        new Grid(
            "Rejected clips, by stage and reason",
            List.of(
                Column.text("Stage"),
                Column.text("Reason"),
                Column.number("Clips"),
                Column.number("Of all, %")),
            findings.rejects().entrySet().stream()
                .sorted(
                    Comparator.comparing((Map.Entry<Rejected, Long> each) -> each.getKey().stage())
                        .thenComparing(Map.Entry.<Rejected, Long>comparingByValue().reversed())
                        .thenComparing(each -> each.getKey().reason()))
                .map(
                    each ->
                        Row.of(
                            each.getKey().stage(),
                            each.getKey().reason().name(),
                            Long.toString(each.getValue()),
                            Figures.percent((double) each.getValue() / all)))
                .toList()));
    return blocks;
  }

  private static Grid clipsBySplit(Map<Group, Long> clips) {
    List<Row> rows = new ArrayList<>();
    List<Split> splits = new ArrayList<>(Arrays.asList(Split.values()));
    splits.add(null);
    for (Split split : splits) {
      List<Cell> cells = Tables.cells(emotion -> Cell.of("" + count(clips, split, emotion)));
      cells.add(Cell.of("" + count(clips, split, null)));
      long all = cells.stream().mapToLong(cell -> Long.parseLong(cell.text())).sum();
      cells.add(Cell.of("" + all));
      if (all > 0) {
        rows.add(new Row(Systems.name(split), cells));
      }
    }
    return new Grid(
        "Clips of each split and emotion", Tables.columns("Split", "Unknown", "All"), rows);
  }

  private static long count(Map<Group, Long> clips, Split split, Emotion emotion) {
    return clips.getOrDefault(new Group(split, emotion), 0L);
  }

  static List<Block> throughput(Findings findings) {
    if (findings.summaries().isEmpty()) {
      return List.of(new Text("No job left a summary."));
    }
    return List.of(
        new Grid(
            "Each job's last run that had something to do; the start of Spark does not count",
            List.of(
                Column.text("Job"),
                Column.number("Clips"),
                Column.number("Time"),
                Column.number("Clips/s"),
                Column.text("Rejected")),
            findings.summaries().stream().map(MakingChapters::throughput).toList()));
  }

  private static Row throughput(JobSummary summary) {
    String rejected =
        summary.rejected().entrySet().stream()
            .map(stage -> stage.getKey() + " " + stage.getValue())
            .collect(Collectors.joining(", "));
    boolean trained = summary.job().equals("train"); // which takes each clip many times
    return Row.of(
        summary.job(),
        Long.toString(summary.clips()),
        Figures.seconds(summary.seconds()),
        trained ? Figures.NONE : String.format(Locale.ROOT, "%.1f", summary.clipsPerSecond()),
        rejected.isEmpty() ? Figures.NONE : rejected);
  }

  static List<Block> settings(Findings findings) {
    List<Block> blocks = new ArrayList<>();
    Map<List<String>, List<String>> jobs = new TreeMap<>(Comparator.comparing(Object::toString));
    findings
        .changes()
        .forEach(
            (job, changes) ->
                changes.forEach(
                    change ->
                        jobs.computeIfAbsent(
                                List.of(change.key(), change.before(), change.now()),
                                key -> new ArrayList<>())
                            .add(job)));
    if (jobs.isEmpty()) {
      blocks.add(new Text("All settings are as they come."));
    } else {
      blocks.add(
          new Grid(
              "Settings that are not as they come, and the jobs that ran with them",
              Stream.of("Setting", "Default", "Value", "Jobs").map(Column::text).toList(),
              jobs.entrySet().stream()
                  .map(
                      each ->
                          Row.of(
                              each.getKey().get(0),
                              each.getKey().get(1),
                              each.getKey().get(2),
                              String.join(", ", each.getValue())))
                  .toList()));
    }
    Map<String, String> versions = new LinkedHashMap<>(findings.versions());
    blocks.add(
        new Grid(
            "Seed and versions",
            List.of(Column.text("What"), Column.text("Value")),
            versions.entrySet().stream()
                .map(each -> Row.of(each.getKey(), each.getValue()))
                .toList()));
    return blocks;
  }
}
