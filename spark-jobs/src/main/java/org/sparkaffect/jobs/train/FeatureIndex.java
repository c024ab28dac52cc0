package org.sparkaffect.jobs.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.jobs.table.FeaturesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** Which features of a backbone the workspace has, and in which files. */
final class FeatureIndex {
  private final Set<FeatureKey> keys = new HashSet<>();
  private final Map<String, List<String>> files = new HashMap<>();

  static FeatureIndex read(Workspace workspace, TableReader reader, String backbone)
      throws WorkspaceException {
    FeatureIndex index = new FeatureIndex();
    for (Path part : workspace.parts(FeaturesTable.NAME)) {
      for (FeatureKey key : reader.rows(part, FeaturesTable.KEY, FeatureKey::of)) {
        if (key.backbone().equals(backbone)) {
          index.keys.add(key);
          List<String> ofClip = index.files.computeIfAbsent(key.clipId(), id -> new ArrayList<>());
          if (!ofClip.contains(part.toString())) {
            ofClip.add(part.toString());
          }
        }
      }
    }
    return index;
  }

  boolean has(FeatureKey key) {
    return keys.contains(key);
  }

  /** The clip, with the files of its features for those of its faces. */
  TrainingClip locate(TrainingClip clip) {
    return new TrainingClip(clip.clip(), files.get(clip.id()));
  }
}
