package org.sparkaffect.jobs.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.table.NotMadeYetException;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * All that networks make of the clips of a workspace.
 *
 * @param clips in the order of their ids
 * @param models the model's id, by network
 */
record StoredScores(List<ScoredClip> clips, SortedMap<String, String> models) {
  /**
   * Reads them.
   *
   * @throws InputException if there are none, or some that are not scores
   */
  static StoredScores read(Workspace workspace, TableReader reader) throws WorkspaceException {
    SortedMap<String, ScoredClip> clips = new TreeMap<>();
    SortedMap<String, String> models = new TreeMap<>();
    for (Path part : workspace.parts(ScoresTable.NAME)) {
      for (ScoresRow row : reader.rows(part, ScoresTable::read)) {
        requireScores(row);
        String model = models.putIfAbsent(row.network(), row.modelId());
        ScoredClip clip =
            clips.computeIfAbsent(
                row.clip().id(), id -> new ScoredClip(row.clip(), new HashMap<>()));
        if (clip.scores().put(row.network(), row.probabilities()) != null
            || model != null && !model.equals(row.modelId())) {
          throw new InputException(
              "the table scores has %s twice, clip %s among them; remove the file %s or an older one and run affect score again"
                  .formatted(row.network(), row.clip().id(), part));
        }
      }
    }
    if (clips.isEmpty()) {
      throw new NotMadeYetException(
          "the workspace has no scores to fuse; run affect train and affect score first");
    }
    return new StoredScores(List.copyOf(clips.values()), models);
  }

  private static void requireScores(ScoresRow row) {
    for (float score : row.probabilities()) {
      if (!(score >= 0 && score < Float.POSITIVE_INFINITY)) {
        throw new InputException(
            "the table scores has %s for clip %s, network %s; train that network again, or leave it out of fuse.members"
                .formatted(score, row.clip().id(), row.network()));
      }
    }
  }

  /** At most so many of each split, drawn. */
  StoredScores limit(long clipsOfSplit, long seed) {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    List<ScoredClip> drawn = new ArrayList<>(clips);
    drawn.sort(Comparator.comparing(each -> Sha256.bits(seed + "/limit/" + each.clip().id())));
    drawn.removeIf(
        each ->
            each.clip().split() != null
                && counts.merge(each.clip().split(), 1, Integer::sum) > clipsOfSplit);
    drawn.sort(Comparator.comparing(each -> each.clip().id()));
    return new StoredScores(drawn, models);
  }

  /** The clips of a split. */
  List<ScoredClip> of(Split split) {
    return clips.stream().filter(each -> each.clip().split() == split).toList();
  }

  boolean has(Member member) {
    return member.networks().stream().anyMatch(models::containsKey);
  }
}
