package org.sparkaffect.jobs.fuse;

import java.util.List;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Split;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.fusion.Scores;
import org.sparkaffect.jobs.table.FusedRow;

/** The members of a fusion, and what they make of clips. */
record Members(List<Member> all, StoredScores scores) {
  /** The clips of a split of which a member has scores. */
  List<ScoredClip> clips(Split split) {
    return scores.of(split).stream().filter(clip -> !clip.present(all).isEmpty()).toList();
  }

  /**
   * Those of them that have a label.
   *
   * @throws InputException if there are none
   */
  List<ScoredClip> labelled(Split split, String option) {
    List<ScoredClip> labelled =
        clips(split).stream().filter(each -> each.clip().label() != null).toList();
    if (labelled.isEmpty()) {
      throw new InputException(
          "the split %s has no clip with a label and scores; %s".formatted(split.label(), option));
    }
    return labelled;
  }

  /** As the library takes them. */
  Scores of(List<ScoredClip> clips) {
    return new Scores(
        clips.stream().map(clip -> clip.of(all)).toArray(float[][][]::new),
        clips.stream()
            .map(each -> each.clip().label())
            .mapToInt(label -> label == null ? Scores.UNKNOWN : label.ordinal())
            .toArray());
  }

  FusionRule rule(ClassWeights weights) {
    return FusionRule.of(all, weights, scores.models());
  }

  /** The rows of all clips of which a member has scores, in the order of their ids. */
  List<FusedRow> fuse(FusionRule rule) {
    return scores.clips().stream().flatMap(clip -> rule.fuse(clip).stream()).toList();
  }
}
