package org.sparkaffect.jobs.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * What the workspace has of a network's scores.
 *
 * @param clips those that the model has scored
 * @param stale files of rows of another model of the network
 */
record ModelScores(Set<String> clips, List<Path> stale) {
  private static final MessageType KEY = Table.columns(new ScoresTable().schema(), "clip_id");

  static ModelScores of(ModelFile model, Workspace workspace, TableReader reader)
      throws WorkspaceException {
    Set<String> clips = new HashSet<>();
    List<Path> stale = new ArrayList<>();
    for (Path part : workspace.parts(ScoresTable.NAME)) {
      if (Workspace.batch(job(model), part).isPresent()) {
        clips.addAll(reader.rows(part, KEY, row -> row.getString("clip_id", 0)));
      } else if (part.getName().startsWith("part-score-" + model.network() + "-")) {
        stale.add(part);
      }
    }
    return new ModelScores(clips, stale);
  }

  /** What stands for the job in the names of a model's files. */
  static String job(ModelFile model) {
    return "score-%s-%s".formatted(model.modelId(), model.hash());
  }
}
