package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.FaceFinder;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.media.MediaInfo;

class FacePassTest implements FileExtraction.Output {
  private final List<String> left = new ArrayList<>();

  @Override
  public void cut(Clip clip, List<Clip> parts) {
    assertThat(parts).containsExactly(clip);
  }

  @Override
  public void faces(FacesRow row) {
    left.add(row.clip().id());
  }

  @Override
  public void acoustics(AcousticsRow row) {
    throw new AssertionError(row);
  }

  @Override
  public void reject(Clip clip, String stage, RejectedException why) {
    left.add(clip.id() + " " + why.reason());
  }

  @Override
  public void rejectRest(String stage, RejectedException why) {
    throw new AssertionError(why);
  }

  /** As of a recording whose sound starts a second before its picture. */
  @Test
  void aClipMayBeOverBeforeTheFirstPicture() {
    Clip early = new Clip("early", "file:/a", 0L, 500L, null, null, null);
    Clip late = new Clip("late", "file:/a", 800L, 2000L, null, null, null);
    RgbImage black = new RgbImage(64, 64, new byte[64 * 64 * RgbImage.CHANNELS]);
    try (FaceFinder finder = new FaceFinder(0.5)) {
      List<Span> spans =
          List.of(new Span(late, 800_000, 2_000_000, true), new Span(early, 0, 500_000, false));
      MediaInfo info = new MediaInfo(2_000_000, true, true, 64, 64, 25);
      FacePass pass = new FacePass(spans, info, finder, PixelEncoding.RAW, this);

      pass.decoded(1_000_000);
      pass.frame(0, 20, 1_000_000, black);

      assertThat(left).containsExactly("early NO_FACE");

      pass.finish();

      assertThat(left).containsExactly("early NO_FACE", "late NO_FACE");
    }
  }
}
