package org.sparkaffect.jobs.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.sparkaffect.emotion.Emotion;

/** The columns {@code p_angry} to {@code p_surprise} and {@code predicted}. */
final class EmotionColumns {
  /** As a part of a schema. */
  static final String SCHEMA =
      Arrays.stream(Emotion.values())
              .map(emotion -> "required float %s;\n".formatted(name(emotion)))
              .collect(Collectors.joining())
          + "required binary predicted (STRING);\n";

  private EmotionColumns() {}

  static String name(Emotion emotion) {
    return "p_" + emotion.label().toLowerCase(Locale.ROOT);
  }

  static void fill(Group row, float[] probabilities, Emotion predicted) {
    for (Emotion emotion : Emotion.values()) {
      row.add(name(emotion), probabilities[emotion.ordinal()]);
    }
    row.add("predicted", predicted.label());
  }

  static float[] probabilities(Group row) {
    Emotion[] emotions = Emotion.values();
    float[] probabilities = new float[emotions.length];
    for (Emotion emotion : emotions) {
      probabilities[emotion.ordinal()] = row.getFloat(name(emotion), 0);
    }
    return probabilities;
  }

  static Emotion emotion(Group row, String column) {
    return Emotion.parse(row.getString(column, 0)).orElseThrow();
  }
}
