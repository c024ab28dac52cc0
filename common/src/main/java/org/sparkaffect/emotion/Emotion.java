package org.sparkaffect.emotion;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The seven emotions, in the order of the paper (Ouyang et al., ICMI 2017, section 6.1): the order
 * of every score vector and confusion matrix.
 */
public enum Emotion {
  ANGRY("Angry", "anger", "ang"),
  DISGUST("Disgust", "disgusted", "dis"),
  FEAR("Fear", "fearful", "fea"),
  HAPPY("Happy", "happiness", "hap"),
  NEUTRAL("Neutral", "calm", "neu"),
  SAD("Sad", "sadness"),
  SURPRISE("Surprise", "surprised");

  private static final Map<String, Emotion> BY_NAME = new TreeMap<>();

  static {
    for (Emotion emotion : values()) {
      BY_NAME.put(emotion.label.toLowerCase(Locale.ROOT), emotion);
      for (String alias : emotion.aliases) {
        BY_NAME.put(alias, emotion);
      }
    }
  }

  private final String label;
  private final String[] aliases;

  Emotion(String label, String... aliases) {
    this.label = label;
    this.aliases = aliases;
  }

  /** The one form that is written to tables, for example {@code Angry}. */
  public String label() {
    return label;
  }

  /**
   * Reads a label in any letter case, in the form of {@link #label()} or of the corpora that
   * archives come from (anger, happiness, calm, CREMA-D's ANG, ...).
   */
  public static Optional<Emotion> parse(String text) {
    return Optional.ofNullable(BY_NAME.get(text.strip().toLowerCase(Locale.ROOT)));
  }
}
