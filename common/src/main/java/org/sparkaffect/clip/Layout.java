package org.sparkaffect.clip;

import java.util.Locale;
import java.util.Optional;

/** How a manifest lists its clips: in a table, or by the folders and names of the media files. */
public enum Layout {
  /** One CSV file in UTF-8 with a header row. */
  CSV,
  /** One Parquet file, or a folder of {@code *.parquet} files, with the columns of the CSV. */
  PARQUET,
  /** Every media file under a folder, of which nothing else is known. */
  FLAT,
  /** {@code Train/Angry/000046280.avi}: the split, then the emotion, are folders. */
  AFEW,
  /** {@code 01-01-05-02-01-01-12.mp4}: seven numbers, of which the third is the emotion. */
  RAVDESS,
  /** {@code 1001_DFA_ANG_XX.flv}: actor, sentence, emotion and level. */
  CREMA_D;

  /** The form that users write, for example {@code crema-d}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a layout in any letter case. */
  public static Optional<Layout> parse(String text) {
    for (Layout layout : values()) {
      if (layout.label().equalsIgnoreCase(text.strip())) {
        return Optional.of(layout);
      }
    }
    return Optional.empty();
  }
}
