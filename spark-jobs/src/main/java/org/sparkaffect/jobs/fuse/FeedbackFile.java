package org.sparkaffect.jobs.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.Feedback;
import org.sparkaffect.fusion.FeedbackSource;

/**
 * What a person wrote down of a server's answers: a CSV file with a row for each step and emotion,
 * and the columns step, emotion, clips (that are of the emotion) and right (of those).
 */
final class FeedbackFile implements FeedbackSource {
  private static final List<String> COLUMNS = List.of("step", "emotion", "clips", "right");

  private final Map<Integer, Feedback> answers;

  private FeedbackFile(Map<Integer, Feedback> answers) {
    this.answers = answers;
  }

  /**
   * Reads one.
   *
   * @throws InputException if it is not there, or a step lacks an emotion
   */
  static FeedbackFile read(Path file, Configuration hadoop) {
    Map<Integer, long[][]> steps = new TreeMap<>();
    Map<Integer, List<Emotion>> missing = new TreeMap<>();
    for (CsvRows.Row row : CsvRows.read(file, COLUMNS, hadoop)) {
      int step = row.count("step");
      int emotion = row.emotion().ordinal();
      long[][] counts = steps.computeIfAbsent(step, key -> new long[2][Emotion.values().length]);
      counts[0][emotion] = row.count("clips");
      counts[1][emotion] = row.count("right");
      if (counts[1][emotion] > counts[0][emotion]) {
        throw row.refused("more clips are right than there are");
      }
      if (!missing
          .computeIfAbsent(step, key -> new ArrayList<>(List.of(Emotion.values())))
          .remove(row.emotion())) {
        throw row.refused("step %d has %s twice; keep one".formatted(step, row.emotion().label()));
      }
    }
    Map<Integer, Feedback> answers = new TreeMap<>();
    steps.forEach(
        (step, counts) -> {
          if (!missing.get(step).isEmpty()) {
            throw new InputException(
                "%s: step %d has no row for %s; add it"
                    .formatted(file, step, missing.get(step).get(0).label()));
          }
          answers.put(step, Feedback.of(counts[0], counts[1]));
        });
    return new FeedbackFile(answers);
  }

  @Override
  public Optional<Feedback> answer(int step, int[] predicted) {
    return Optional.ofNullable(answers.get(step));
  }
}
