package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Segments;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.media.MediaLimits;

class ExtractSettingsTest {
  private static ExtractSettings of(Map<String, ?> options) {
    return ExtractSettings.of(Settings.load(null, options));
  }

  @Test
  void readsTheDefaults() {
    assertThat(of(Map.of()))
        .isEqualTo(
            new ExtractSettings(
                new MediaLimits(Duration.ofHours(4), 36_000_000, Duration.ofMinutes(10)),
                null,
                new FaceSettings(0.1, PixelEncoding.PNG),
                new AcousticSettings(false, Duration.ofMinutes(10))));
  }

  @ParameterizedTest
  @CsvSource({"10 s, , 10000, 10000", "10 s, 2500 ms, 10000, 2500", "1 s, 1 minute, 1000, 60000"})
  void segmentsFollowEachOtherUnlessAHopIsGiven(String length, String hop, long ms, long hopMs) {
    Map<String, String> options =
        hop == null
            ? Map.of("segments.length", length)
            : Map.of("segments.length", length, "segments.hop", hop);

    assertThat(of(options).segments()).isEqualTo(new Segments(ms, hopMs));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faces.smallest     | 0     | --smallest: faces.smallest must be above 0 and at most 1",
        "faces.smallest     | -0.1  | --smallest: faces.smallest must be above 0 and at most 1",
        "faces.smallest     | 1.01  | --smallest: faces.smallest must be above 0 and at most 1",
        "faces.smallest     | NaN   | --smallest: faces.smallest must be above 0 and at most 1",
        "faces.encoding     | PNG   | --encoding: faces.encoding knows no 'PNG', only raw, png, jpeg; the nearest is 'png'",
        "audio.level        | loud  | --level: audio.level knows no 'loud', only none, peak; the nearest is 'none'",
        "audio.max-duration | 0 s   | --max-duration: audio.max-duration must be at least 1 ms",
        "media.max-pixels   | 0     | --max-pixels: media.max-pixels must be at least 1",
        "media.max-time     | 0 s   | --max-time: media.max-time must be at least 1 ms",
        "media.max-duration | 10 us | --max-duration: media.max-duration must be at least 1 ms",
        "segments.length    | 0 s   | --length: segments.length must be at least 1 ms",
        "segments.hop       | 10 s  | --hop: segments.hop needs segments.length beside it",
      })
  void refusesWhatCannotBeUsed(String key, String value, String sentence) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(sentence);
  }
}
