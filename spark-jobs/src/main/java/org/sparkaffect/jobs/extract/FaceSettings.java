package org.sparkaffect.jobs.extract;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * The settings of the stage faces.
 *
 * @param smallest the smallest face searched, as a part of the frame's shorter side
 */
public record FaceSettings(double smallest, PixelEncoding encoding) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * @throws SettingsException where a value cannot be used
   */
  public static FaceSettings of(Settings settings) {
    Config config = settings.config();
    double smallest = config.getDouble("faces.smallest");
    if (!(smallest > 0 && smallest <= 1)) { // so that NaN is refused too
      throw settings.refused("faces.smallest", "must be above 0 and at most 1");
    }
    return new FaceSettings(smallest, encoding(settings));
  }

  private static PixelEncoding encoding(Settings settings) {
    List<String> known =
        Arrays.stream(PixelEncoding.values())
            .map(encoding -> encoding.name().toLowerCase(Locale.ROOT))
            .toList();
    String name = settings.name("faces.encoding", known);
    return PixelEncoding.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
