package org.sparkaffect.clip;

import java.util.Optional;
import java.util.stream.Stream;

/** Of a speaker, as corpora of speech state it. */
public enum Sex {
  FEMALE("F"),
  MALE("M");

  private final String label;

  Sex(String label) {
    this.label = label;
  }

  /** The form that is written to tables: LibriSpeech's letter. */
  public String label() {
    return label;
  }

  /** Reads what {@link #label} gives. */
  public static Optional<Sex> parse(String text) {
    return Stream.of(values()).filter(sex -> sex.label.equals(text)).findFirst();
  }
}
