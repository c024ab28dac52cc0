package org.sparkaffect.jobs.fuse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableWriter;

/**
 * A table of scores as networks give them: the softmax of noise (normal, 1), and of what a network
 * can tell added for the true emotion.
 */
public final class MadeUpScores {
  private MadeUpScores() {}

  /**
   * Clips of a split, of one emotion after the other.
   *
   * @param labelled whether they tell their emotions
   */
  public static List<Clip> clips(Split split, int count, boolean labelled) {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Emotion label = labelled ? emotion(i) : null;
      String id = "%s/%04d".formatted(split.label(), i);
      clips.add(new Clip(id, "file:/" + id + ".mp4", null, null, label, split, "s" + i % 9));
    }
    return clips;
  }

  private static Emotion emotion(int i) {
    return Emotion.values()[i % Emotion.values().length];
  }

  /**
   * Writes a network's scores.
   *
   * @param skill 1 gives an accuracy of about a third
   */
  public static void write(Path workspace, String network, double skill, List<Clip> clips)
      throws IOException {
    List<ScoresRow> rows = new ArrayList<>();
    for (Clip clip : clips) {
      Random random = new Random((network + clip.id()).hashCode());
      int number = Integer.parseInt(clip.id().replaceFirst(".*/", ""));
      float[] scores = softmax(random, emotion(number), skill);
      Emotion predicted = ScoredClip.largest(scores);
      rows.add(new ScoresRow(clip, network, network + "-1", scores, predicted));
    }
    write(workspace, new ScoresTable(), network, rows);
  }

  /** Writes a part of a table. */
  public static <R> void write(Path workspace, Table<R> table, String part, List<R> rows)
      throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(
            workspace.resolve("tables/%s/part-%s.parquet".formatted(table.name(), part)).toUri());
    try (TableWriter<R> writer = new TableWriter<>(table, file, Map.of(), new Configuration())) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  private static float[] softmax(Random random, Emotion label, double skill) {
    float[] scores = new float[Emotion.values().length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.exp(random.nextGaussian() + (i == label.ordinal() ? skill : 0));
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= (float) sum;
    }
    return scores;
  }
}
