package org.sparkaffect.jobs.doctor;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a check found.
 *
 * @param where the process that was looked at, such as {@code driver}
 * @param check what was looked at, in a word or two
 * @param text what there is; where it is not well, also what to change
 */
public record Finding(Level level, String where, String check, String text)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How well it is. */
  public enum Level {
    OK,
    /** Jobs run, but worse than they could, or only some of them. */
    WARNING,
    /** A job will fail. */
    PROBLEM
  }

  static Finding ok(String where, String check, String text, Object... values) {
    return new Finding(Level.OK, where, check, text.formatted(values));
  }

  static Finding warning(String where, String check, String text, Object... values) {
    return new Finding(Level.WARNING, where, check, text.formatted(values));
  }

  static Finding problem(String where, String check, String text, Object... values) {
    return new Finding(Level.PROBLEM, where, check, text.formatted(values));
  }

  @Override
  public String toString() {
    return "%-7s  %s, %s: %s".formatted(level.name().toLowerCase(Locale.ROOT), where, check, text);
  }
}
