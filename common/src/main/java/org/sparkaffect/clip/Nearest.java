package org.sparkaffect.clip;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that a mistyped one most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** Returns the one of {@code known} with the fewest edits from {@code typed}. */
  public static String to(String typed, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String lower = typed.strip().toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT))))
        .orElseThrow(() -> new IllegalArgumentException("no known names"));
  }
}
