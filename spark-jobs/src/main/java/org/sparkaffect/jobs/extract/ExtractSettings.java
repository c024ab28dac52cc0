package org.sparkaffect.jobs.extract;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.sparkaffect.clip.Segments;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.media.MediaLimits;

/**
 * The settings of an extraction.
 *
 * @param segments how long files are cut, or null to leave them whole
 */
public record ExtractSettings(
    MediaLimits limits, Segments segments, FaceSettings faces, AcousticSettings acoustics)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * @throws SettingsException where a value cannot be used
   */
  public static ExtractSettings of(Settings settings) {
    Config config = settings.config();
    MediaLimits limits =
        new MediaLimits(
            settings.duration("media.max-duration"),
            config.getLong("media.max-pixels"),
            settings.duration("media.max-time"));
    if (limits.maxPixels() < 1) {
      throw settings.refused("media.max-pixels", "must be at least 1");
    }
    return new ExtractSettings(
        limits, segments(settings), FaceSettings.of(settings), AcousticSettings.of(settings));
  }

  /** The same of files that are not cut. */
  ExtractSettings whole() {
    return new ExtractSettings(limits, null, faces, acoustics);
  }

  private static Segments segments(Settings settings) {
    Optional<Duration> length = optionalDuration(settings, "segments.length");
    Optional<Duration> hop = optionalDuration(settings, "segments.hop");
    if (length.isEmpty() && hop.isPresent()) {
      throw settings.refused("segments.hop", "needs segments.length beside it");
    }
    return length
        .map(value -> new Segments(value.toMillis(), hop.orElse(value).toMillis()))
        .orElse(null);
  }

  private static Optional<Duration> optionalDuration(Settings settings, String key) {
    return settings.config().hasPath(key) ? Optional.of(settings.duration(key)) : Optional.empty();
  }
}
