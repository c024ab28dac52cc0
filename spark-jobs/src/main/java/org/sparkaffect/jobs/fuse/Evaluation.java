package org.sparkaffect.jobs.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.evaluation.ConfusionMatrix;
import org.sparkaffect.jobs.table.ConfusionRow;
import org.sparkaffect.jobs.table.MetricsRow;

/** Measures systems on the clips that have a label, split by split. */
final class Evaluation {
  private final List<ScoredClip> clips;
  private final List<Clip> rejected;
  private final Origins origins;
  private final List<ConfusionRow> confusion = new ArrayList<>();
  private final List<MetricsRow> metrics = new ArrayList<>();

  /**
   * @param rejected clips that gave a stage nothing, each once
   */
  Evaluation(List<ScoredClip> clips, List<Clip> rejected, Origins origins) {
    this.clips = clips;
    this.rejected = rejected;
    this.origins = origins;
  }

  /** Whether networks began with random weights. */
  interface Origins {
    /** Null where it is not known. */
    Boolean fromScratch(List<String> networks);
  }

  List<ConfusionRow> confusion() {
    return confusion;
  }

  List<MetricsRow> metrics() {
    return metrics;
  }

  void add(Systems.Rule system) {
    Map<Split, ConfusionMatrix> matrices = new HashMap<>(); // of null too
    Set<String> scored = new HashSet<>();
    for (ScoredClip each : clips) {
      Optional<Emotion> predicted = system.judge().predict(each);
      if (predicted.isPresent()) {
        scored.add(each.clip().id());
        if (each.clip().label() != null) {
          matrices
              .computeIfAbsent(each.clip().split(), split -> new ConfusionMatrix())
              .add(each.clip().label(), predicted.get());
        }
      }
    }
    Boolean fromScratch = origins.fromScratch(system.networks());
    matrices.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.nullsLast(Comparator.naturalOrder())))
        .forEach(
            entry -> {
              Split split = entry.getKey();
              addConfusion(system.name(), split, entry.getValue());
              metrics.add(
                  metrics(
                      system.name(), split, entry.getValue(), lost(split, scored), fromScratch));
            });
  }

  private long lost(Split split, Set<String> scored) {
    return rejected.stream()
        .filter(clip -> clip.split() == split && clip.label() != null)
        .filter(clip -> !scored.contains(clip.id()))
        .count();
  }

  private static MetricsRow metrics(
      String system, Split split, ConfusionMatrix matrix, long lost, Boolean fromScratch) {
    return new MetricsRow(
        system,
        split,
        matrix.clips(),
        matrix.accuracy().orElseThrow(),
        matrix.meanRecall().orElseThrow(),
        matrix.macroF1().orElseThrow(),
        lost,
        fromScratch);
  }

  private void addConfusion(String system, Split split, ConfusionMatrix matrix) {
    for (Emotion actual : Emotion.values()) {
      for (Emotion predicted : Emotion.values()) {
        OptionalDouble rate = matrix.rate(actual, predicted);
        confusion.add(
            new ConfusionRow(
                system,
                split,
                actual,
                predicted,
                matrix.clips(actual, predicted),
                rate.isPresent() ? (Double) rate.getAsDouble() : null));
      }
    }
  }
}
