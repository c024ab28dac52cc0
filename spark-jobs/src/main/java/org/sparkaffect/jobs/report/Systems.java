package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.report.Findings.Evaluation;

/** The systems that are judged, in the order of the paper's Table 4, and what they are called. */
final class Systems {
  static final String FUSION = "fusion";
  static final List<String> AUDIO = List.of("audio-dnn", "audio-lstm");

  private static final List<String> ORDER =
      List.of(
          "vgg-lstm",
          "resnet-lstm",
          "c3d",
          "end-to-end",
          "image-set",
          "whole-visual",
          "audio-dnn",
          "audio-lstm",
          FUSION);

  private static final Map<String, String> NAMES =
      Map.of(
          "end-to-end", "end-to-end module",
          "whole-visual", "whole visual module");

  private Systems() {}

  /** Those that were judged. */
  static List<String> of(Evaluation evaluation) {
    return ORDER.stream()
        .filter(
            system -> evaluation.metrics().stream().anyMatch(row -> row.system().equals(system)))
        .toList();
  }

  static String name(String system) {
    return NAMES.getOrDefault(system, system);
  }

  /** The splits that anything was judged on; null is that of clips without one, and the last. */
  static List<Split> splits(Evaluation evaluation) {
    List<Split> splits = new ArrayList<>(Arrays.asList(Split.values()));
    splits.add(null);
    splits.removeIf(split -> evaluation.metrics().stream().noneMatch(row -> row.split() == split));
    return splits;
  }

  static String name(Split split) {
    return split == null ? "no split" : split.label();
  }
}
