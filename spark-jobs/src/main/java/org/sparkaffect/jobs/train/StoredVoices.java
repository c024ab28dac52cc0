package org.sparkaffect.jobs.train;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.nd4j.shade.guava.cache.Cache;
import org.nd4j.shade.guava.cache.CacheBuilder;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.SpeechTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.VoiceColumns;
import org.sparkaffect.jobs.table.WorkspaceException;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/**
 * The tables of voices, clip by clip. Files are read whole, and what was read lately is kept, for
 * all tasks of a process: a row is too small to be read by itself.
 */
final class StoredVoices {
  private static final int SHARE_OF_HEAP = 4;
  private static final Cache<Key, Map<String, float[][]>> LATELY =
      CacheBuilder.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
          .weigher((Key key, Map<String, float[][]> voices) -> bytes(voices))
          .build();

  private final VoiceInput input;
  private final VoiceTask task;
  private final Configuration hadoop;

  StoredVoices(VoiceInput input, VoiceTask task, Configuration hadoop) {
    this.input = input;
    this.task = task;
    this.hadoop = hadoop;
  }

  private record Key(String file, VoiceInput input) {}

  /** What the network reads of a clip, a row a step. */
  float[][] of(TrainingClip clip) throws WorkspaceException {
    Key key = new Key(clip.files().get(0), input);
    Map<String, float[][]> voices = LATELY.getIfPresent(key);
    if (voices == null) {
      voices = read(new Path(key.file()));
      LATELY.put(key, voices);
    }
    return voices.get(clip.id());
  }

  private Map<String, float[][]> read(Path file) throws WorkspaceException {
    boolean emotion = task == VoiceTask.EMOTION;
    String id = emotion ? "clip_id" : "utterance_id";
    MessageType table = emotion ? new AcousticsTable().schema() : new SpeechTable().schema();
    Map<String, float[][]> voices = new HashMap<>();
    new TableReader(hadoop)
        .rows(
            file,
            VoiceColumns.of(table, id, input.network() == VoiceNetwork.LSTM),
            row -> voices.put(row.getString(id, 0), input.steps(VoiceColumns.read(row))));
    return voices;
  }

  private static int bytes(Map<String, float[][]> voices) {
    return voices.values().stream()
        .mapToInt(steps -> steps.length * steps[0].length * Float.BYTES)
        .sum();
  }
}
