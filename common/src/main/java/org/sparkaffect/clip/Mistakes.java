package org.sparkaffect.clip;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a manifest, so that its user mends all of it in one go. */
final class Mistakes {
  private static final int SHOWN = 10;

  private final List<String> first = new ArrayList<>();
  private int count;

  void add(String where, String what) {
    if (count++ < SHOWN) {
      first.add(where + ": " + what);
    }
  }

  int count() {
    return count;
  }

  /** Throws the first ten, a line each, if there are any. */
  void throwIfAny() {
    if (count > SHOWN) {
      throw new InputException(String.join("\n", first) + "\nand " + (count - SHOWN) + " more");
    }
    if (count > 0) {
      throw new InputException(String.join("\n", first));
    }
  }
}
