package org.sparkaffect.jobs.extract;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparkaffect.clip.Segments;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.media.MediaLimits;

/**
 * The settings of the stage faces.
 *
 * @param smallest the smallest face searched, as a part of the frame's shorter side
 * @param segments how long files are cut, or null to leave them whole
 */
public record FaceSettings(
    double smallest, PixelEncoding encoding, MediaLimits limits, Segments segments)
    implements Serializable {
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
    MediaLimits limits =
        new MediaLimits(
            settings.duration("media.max-duration"),
            config.getLong("media.max-pixels"),
            settings.duration("media.max-time"));
    if (limits.maxPixels() < 1) {
      throw settings.refused("media.max-pixels", "must be at least 1");
    }
    return new FaceSettings(smallest, encoding(settings), limits, segments(settings));
  }

  private static PixelEncoding encoding(Settings settings) {
    List<String> known =
        Arrays.stream(PixelEncoding.values())
            .map(encoding -> encoding.name().toLowerCase(Locale.ROOT))
            .toList();
    String name = settings.name("faces.encoding", known);
    return PixelEncoding.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Segments segments(Settings settings) {
    Optional<Duration> length = optionalPositive(settings, "segments.length");
    Optional<Duration> hop = optionalPositive(settings, "segments.hop");
    if (length.isEmpty() && hop.isPresent()) {
      throw settings.refused("segments.hop", "needs segments.length beside it");
    }
    return length
        .map(value -> new Segments(value.toMillis(), hop.orElse(value).toMillis()))
        .orElse(null);
  }

  private static Optional<Duration> optionalPositive(Settings settings, String key) {
    return settings.config().hasPath(key) ? Optional.of(settings.duration(key)) : Optional.empty();
  }
}
