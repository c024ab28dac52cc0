package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.report.Document.Block;
import org.sparkaffect.jobs.report.Document.Command;
import org.sparkaffect.jobs.report.Document.Section;
import org.sparkaffect.jobs.report.Document.Text;
import org.sparkaffect.jobs.report.Document.Warning;
import org.sparkaffect.jobs.report.Findings.Evaluation;
import org.sparkaffect.jobs.report.Findings.TrainedModel;
import org.sparkaffect.jobs.table.MetricsRow;
import org.sparkaffect.jobs.table.WeightsRow;

/** What is said of a workspace's findings: first what matters most. */
final class ReportDocument {
  /** Below so many clips, accuracies are not to be trusted. */
  private static final int FEW = 30;

  private ReportDocument() {}

  static Document of(Findings findings) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("In short", summary(findings)));
    if (!findings.evaluation().metrics().isEmpty()) {
      sections.add(new Section("Accuracy", ResultChapters.accuracy(findings)));
      sections.add(new Section("Fusion", ResultChapters.fusion(findings)));
      sections.add(new Section("Voice alone", ResultChapters.voice(findings)));
    }
    findings
        .before()
        .ifPresent(
            before ->
                sections.add(
                    new Section("Before and now", ResultChapters.before(findings, before))));
    sections.add(new Section("Training", MakingChapters.training(findings)));
    sections.add(new Section("Faces", MakingChapters.faces(findings)));
    sections.add(new Section("Clips", MakingChapters.clips(findings)));
    sections.add(new Section("Throughput", MakingChapters.throughput(findings)));
    sections.add(new Section("Settings and versions", MakingChapters.settings(findings)));
    long clips = findings.clips().values().stream().mapToLong(Long::longValue).sum();
    String lead =
        "Workspace %s, %s. Accuracies, recalls and precisions are in per cent."
            .formatted(findings.workspace(), Figures.count(clips, "clip"));
    return new Document("Emotion in video", lead, sections);
  }

  private static List<Block> summary(Findings findings) {
    List<Block> blocks = new ArrayList<>();
    List<String> systems = Systems.of(findings.evaluation());
    if (systems.isEmpty()) {
      blocks.addAll(missing(findings));
    } else {
      blocks.add(new Text(accuracies(findings, systems.get(systems.size() - 1))));
    }
    few(findings.evaluation()).ifPresent(blocks::add);
    List<String> scratch =
        findings.models().stream()
            .filter(TrainedModel::fromScratch)
            .map(TrainedModel::network)
            .toList();
    if (!scratch.isEmpty()) {
      blocks.add(
          new Warning(
              "Trained from scratch, with no weights transferred from elsewhere: %s."
                  .formatted(String.join(", ", scratch))));
    }
    if (findings.weights().stream().anyMatch(row -> !searched(row))) {
      blocks.add(
          new Warning(
              "The weights of the fusion are heuristic: better ones of the same grid are"
                  + " possible."));
    }
    return blocks;
  }

  private static Optional<Block> few(Evaluation evaluation) {
    List<String> few = new ArrayList<>();
    for (Split split : Systems.splits(evaluation)) {
      long most =
          evaluation.metrics().stream()
              .filter(row -> row.split() == split)
              .mapToLong(MetricsRow::clips)
              .max()
              .orElse(0);
      if (most < FEW) {
        few.add("%d in %s".formatted(most, Systems.name(split)));
      }
    }
    return few.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "Fewer than %d labelled clips, too few to tell good from lucky: %s."
                    .formatted(FEW, String.join(", ", few))));
  }

  /** Weights that were given were not searched for at all. */
  private static boolean searched(WeightsRow row) {
    return row.certified() || row.objective().equals("given");
  }

  private static String accuracies(Findings findings, String system) {
    List<String> each = new ArrayList<>();
    for (Split split : List.of(Split.TEST, Split.VAL)) {
      findings
          .evaluation()
          .metrics(system, split)
          .ifPresent(
              row ->
                  each.add(
                      "%s %% of %s in %s"
                          .formatted(
                              Figures.percent(row.accuracy()),
                              Figures.count(row.clips(), "clip"),
                              split.label())));
    }
    String name = Systems.name(system);
    return each.isEmpty()
        ? "Of %s there are no labelled clips in val or test.".formatted(name)
        : "Right by %s: %s.".formatted(name, String.join(", ", each));
  }

  /** Why there is nothing to say of how good the systems are, if so: the first thing to do. */
  private static List<Block> missing(Findings findings) {
    if (findings.clips().isEmpty()) {
      return List.of(
          new Text("The workspace has no clips yet. This makes tables of some:"),
          command(findings, "extract --manifest MANIFEST"));
    }
    if (findings.models().isEmpty() && findings.scored().isEmpty()) {
      return List.of(new Text("No network was trained yet:"), command(findings, "train"));
    }
    return findings.scored().isEmpty()
        ? List.of(new Text("No clip has scores yet:"), command(findings, "score"))
        : List.of(
            new Text("Clips have scores, but nothing was evaluated yet:"),
            command(findings, "fuse"));
  }

  /** A job that makes what is missing, as it is to be typed. */
  static Command command(Findings findings, String job) {
    String workspace = findings.workspace();
    String quoted =
        workspace.matches("[\\w./:+-]+") ? workspace : "'" + workspace.replace("'", "'\\''") + "'";
    return new Command("deploy/affect %s --workspace %s".formatted(job, quoted));
  }
}
