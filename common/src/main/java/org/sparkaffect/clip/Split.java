package org.sparkaffect.clip;

import java.util.Locale;
import java.util.Optional;

/** The part of a data set that a clip belongs to. */
public enum Split {
  TRAIN,
  VAL,
  TEST;

  /** The form that is written to tables: {@code train}, {@code val}, {@code test}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a split in any letter case. */
  public static Optional<Split> parse(String text) {
    for (Split split : values()) {
      if (split.name().equalsIgnoreCase(text.strip())) {
        return Optional.of(split);
      }
    }
    return Optional.empty();
  }
}
