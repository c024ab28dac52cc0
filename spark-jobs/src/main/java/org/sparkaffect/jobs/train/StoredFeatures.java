package org.sparkaffect.jobs.train;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.nd4j.shade.guava.cache.Cache;
import org.nd4j.shade.guava.cache.CacheBuilder;
import org.sparkaffect.jobs.table.FeaturesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * The table of features, clip by clip. What was read lately is kept, for all tasks of a process.
 */
public final class StoredFeatures {
  private static final int SHARE_OF_HEAP = 4;
  private static final Cache<Key, float[][][]> LATELY =
      CacheBuilder.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
          .weigher((Key key, float[][][] levels) -> bytes(levels))
          .build();

  private final String backbone;
  private final List<String> levels;
  private final TableReader reader;

  public StoredFeatures(String backbone, List<String> levels, Configuration hadoop) {
    this.backbone = backbone;
    this.levels = levels;
    this.reader = new TableReader(hadoop);
  }

  private record Key(List<String> files, FeatureKey row, List<String> levels) {}

  /** The levels of a clip in a view: each a row for each step. */
  public float[][][] of(TrainingClip clip, int view) throws WorkspaceException {
    Key key = new Key(clip.files(), new FeatureKey(clip.id(), backbone, "", view), levels);
    float[][][] known = LATELY.getIfPresent(key);
    if (known == null) {
      known = read(clip, view);
      LATELY.put(key, known);
    }
    return known;
  }

  private float[][][] read(TrainingClip clip, int view) throws WorkspaceException {
    float[][][] found = new float[levels.size()][][];
    for (String file : clip.files()) {
      reader.rows(
          new Path(file),
          new FeaturesTable().schema(),
          clip.id(),
          row -> {
            FeatureKey key = FeatureKey.of(row);
            int level = levels.indexOf(key.level());
            if (level >= 0 && key.view() == view && key.backbone().equals(backbone)) {
              found[level] = FeaturesTable.values(row);
            }
            return key;
          });
    }
    return found;
  }

  private static int bytes(float[][][] levels) {
    int floats = 0;
    for (float[][] level : levels) {
      floats += level.length * level[0].length;
    }
    return floats * Float.BYTES;
  }
}
