package org.sparkaffect.jobs.score;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.cluster.GpuBinding;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * Scores the clips of a portion, one in memory at a time.
 *
 * @param run the same for all tasks that are to share models
 * @param done counts clips
 */
record ScoreTask(
    Sense sense, String run, Broadcast<SerializableConfiguration> hadoop, LongAccumulator done)
    implements FlatMapFunction<Portion, ScoresRow> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<ScoresRow> call(Portion portion) throws WorkspaceException {
    GpuBinding.bindTask();
    Configuration conf = hadoop.value().value();
    Map<ModelFile, Scorer> scorers = new HashMap<>();
    try {
      for (ModelFile file : portion.missing().values().stream().flatMap(List::stream).toList()) {
        if (!scorers.containsKey(file)) {
          scorers.put(file, LoadedModels.of(file, run, conf).scorer());
        }
      }
      return new TableReader(conf)
              .rows(
                  new Path(portion.file()),
                  sense.columns(),
                  row -> score(row, portion.missing(), scorers))
              .stream()
              .flatMap(List::stream)
              .iterator();
    } finally {
      scorers.values().forEach(Scorer::close);
    }
  }

  private List<ScoresRow> score(
      Group row, Map<String, List<ModelFile>> missing, Map<ModelFile, Scorer> scorers) {
    Clip clip = Table.readClipKey(row);
    List<ModelFile> files = missing.get(clip.id());
    if (files == null) {
      return List.of();
    }
    Senses senses = sense.of(row);
    done.add(1);
    return files.stream()
        .flatMap(
            file ->
                scorers.get(file).score(senses).stream()
                    .map(scores -> ScoresRow.of(clip, file.network(), file.modelId(), scores)))
        .toList();
  }
}
