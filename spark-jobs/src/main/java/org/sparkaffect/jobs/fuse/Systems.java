package org.sparkaffect.jobs.fuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.network.VisualModel;

/** All that is measured: each network, and the modules of the paper's Table 4. */
final class Systems {
  static final String FUSION = "fusion";

  private static final String END_TO_END = "end-to-end";
  private static final String WHOLE_VISUAL = "whole-visual";
  private static final String IMAGE_SET = "image-set";

  private Systems() {}

  /**
   * A system.
   *
   * @param networks that it is made of
   */
  record Rule(String name, List<String> networks, Judge judge) {}

  /** What a system takes a clip for; empty where it has no scores of it. */
  interface Judge {
    Optional<Emotion> predict(ScoredClip clip);
  }

  /** Those that have scores, without the fusion. */
  static List<Rule> of(StoredScores scores) {
    List<Rule> rules = new ArrayList<>();
    Map<String, List<String>> modules = new LinkedHashMap<>();
    for (String network : scores.models().keySet()) {
      rules.add(
          new Rule(
              network,
              List.of(network),
              clip -> clip.mean(List.of(network)).map(ScoredClip::largest)));
    }
    modules.put(END_TO_END, VisualModel.NAMES);
    List<String> all = new ArrayList<>(VisualModel.NAMES);
    all.add(IMAGE_SET);
    modules.put(WHOLE_VISUAL, all);
    modules.forEach(
        (name, networks) -> {
          List<String> scored = networks.stream().filter(scores.models()::containsKey).toList();
          if (!scored.isEmpty()) {
            rules.add(
                new Rule(name, scored, clip -> visual(clip, networks).map(ScoredClip::largest)));
          }
        });
    return rules;
  }

  /** The end-to-end module and, where it is among the networks, image-set count the same. */
  private static Optional<float[]> visual(ScoredClip clip, List<String> networks) {
    float[] endToEnd = clip.mean(VisualModel.NAMES).orElse(null);
    return networks.contains(IMAGE_SET)
        ? ScoredClip.mean(endToEnd, clip.scores().get(IMAGE_SET))
        : Optional.ofNullable(endToEnd);
  }
}
