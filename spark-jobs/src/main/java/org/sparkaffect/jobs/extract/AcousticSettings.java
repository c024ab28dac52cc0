package org.sparkaffect.jobs.extract;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * The settings of the stage acoustics.
 *
 * @param peak whether samples are scaled such that the loudest of a clip is full scale
 * @param maxDuration a clip with more sound is rejected
 */
public record AcousticSettings(boolean peak, Duration maxDuration) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String PEAK = "peak";

  /**
   * @throws SettingsException where a value cannot be used
   */
  public static AcousticSettings of(Settings settings) {
    String level = settings.name("audio.level", List.of("none", PEAK));
    return new AcousticSettings(level.equals(PEAK), settings.duration("audio.max-duration"));
  }
}
