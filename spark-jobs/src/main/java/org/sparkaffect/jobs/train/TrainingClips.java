package org.sparkaffect.jobs.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.NotMadeYetException;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * The clips of a table that a network is trained on and validated with, in the order of their ids.
 */
public record TrainingClips(List<TrainingClip> train, List<TrainingClip> val) {
  /**
   * Finds them.
   *
   * @throws InputException if there is no such table, or one of the two splits has less than two
   *     emotions in that table
   */
  public static TrainingClips read(Workspace workspace, TableReader reader, String table)
      throws WorkspaceException {
    List<TrainingClip> all = new ArrayList<>();
    List<Path> parts = workspace.parts(table);
    if (parts.isEmpty()) {
      throw new NotMadeYetException(
          "the workspace has no table %s; run affect extract first".formatted(table));
    }
    for (Path part : parts) {
      for (Clip clip : reader.rows(part, FacesTable.KEY, Table::readClipKey)) {
        if (clip.label() != null && clip.split() != null) {
          all.add(new TrainingClip(clip, List.of(part.toString())));
        }
      }
    }
    all.sort(Comparator.comparing(TrainingClip::id));
    return new TrainingClips(of(Split.TRAIN, all, table), of(Split.VAL, all, table));
  }

  /** At most so many of each, drawn. */
  public TrainingClips limit(int clips, long seed) {
    return new TrainingClips(limit(train, clips, seed), limit(val, clips, seed));
  }

  private static List<TrainingClip> limit(List<TrainingClip> all, int clips, long seed) {
    List<TrainingClip> drawn = new ArrayList<>(all);
    Collections.shuffle(drawn, Draws.of(seed, "limit", ""));
    return drawn.stream().limit(clips).sorted(Comparator.comparing(TrainingClip::id)).toList();
  }

  /** Both, one after the other. */
  public List<TrainingClip> all() {
    return Stream.concat(train.stream(), val.stream()).toList();
  }

  private static List<TrainingClip> of(Split split, List<TrainingClip> all, String table) {
    List<TrainingClip> clips = all.stream().filter(each -> each.clip().split() == split).toList();
    long emotions = clips.stream().map(each -> each.clip().label()).distinct().count();
    if (emotions < 2) {
      throw new InputException(
          "the split %s has %s in the table %s; a network needs clips of at least two emotions there"
              .formatted(
                  split.label(),
                  clips.isEmpty()
                      ? "no labelled clip"
                      : "clips of one emotion alone, %s,"
                          .formatted(clips.get(0).clip().label().label()),
                  table));
    }
    return clips;
  }
}
