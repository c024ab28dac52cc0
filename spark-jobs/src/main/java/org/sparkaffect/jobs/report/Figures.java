package org.sparkaffect.jobs.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** How the report writes numbers. */
final class Figures {
  /** For what has no value. */
  static final String NONE = "–";

  private static final double Z = 1.959964; // 95 % of a normal distribution lie within

  private Figures() {}

  /** A fraction as per cent with one digit, without the sign. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }

  static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? percent(fraction.getAsDouble()) : NONE;
  }

  /**
   * Where a share lies that was found with so many clips, in per cent: Wilson's interval of 95 %,
   * as if clips were independent of each other.
   */
  static String interval(double share, long clips) {
    double z2 = Z * Z / clips;
    double centre = (share + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / clips + z2 / (4 * clips));
    return "%s to %s"
        .formatted(percent(Math.max(0, centre - half)), percent(Math.min(1, centre + half)));
  }

  /** A few digits, as losses have them. */
  static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  static String seconds(double seconds) {
    return seconds < 100
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  static String count(long count, String what) {
    return count == 1 ? "1 " + what : "%d %ss".formatted(count, what);
  }
}
