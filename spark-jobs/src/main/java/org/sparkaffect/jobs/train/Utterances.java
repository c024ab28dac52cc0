package org.sparkaffect.jobs.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Sex;
import org.sparkaffect.clip.Split;
import org.sparkaffect.clip.SplitRule;
import org.sparkaffect.jobs.table.SpeechTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** What the source task is trained on and validated with. */
final class Utterances {
  private Utterances() {}

  /**
   * The utterances of the table speech, in the order of their ids. Each speaker is on one side.
   *
   * @param train share of the speakers to train on
   * @throws InputException if there is no such table, or one side lacks a sex
   */
  static TrainingClips read(Workspace workspace, TableReader reader, double train, long seed)
      throws WorkspaceException {
    SplitRule rule = new SplitRule(train, 1 - train, 0, seed);
    List<TrainingClip> all = new ArrayList<>();
    for (Path part : workspace.parts(SpeechTable.NAME)) {
      all.addAll(reader.rows(part, SpeechTable.KEY, row -> utterance(row, part, rule)));
    }
    all.sort(Comparator.comparing(TrainingClip::id));
    return new TrainingClips(of(Split.TRAIN, all), of(Split.VAL, all));
  }

  private static TrainingClip utterance(Group row, Path part, SplitRule rule) {
    String speaker = row.getString("speaker_id", 0);
    Clip clip =
        new Clip(row.getString("utterance_id", 0), "", null, null, null, rule.of(speaker), speaker);
    Sex sex = Sex.parse(row.getString("sex", 0)).orElseThrow();
    return new TrainingClip(clip, sex.ordinal(), List.of(part.toString()));
  }

  private static List<TrainingClip> of(Split split, List<TrainingClip> all) {
    List<TrainingClip> some = all.stream().filter(each -> each.clip().split() == split).toList();
    Set<Integer> labels = some.stream().map(TrainingClip::label).collect(Collectors.toSet());
    for (Sex sex : Sex.values()) {
      if (!labels.contains(sex.ordinal())) {
        throw new InputException(
            "of the speakers in the table speech that are for %s none is %s; a classifier needs both sexes there: take more speakers, or another seed"
                .formatted(split == Split.TRAIN ? "training" : "validation", sex.label()));
      }
    }
    return some;
  }
}
