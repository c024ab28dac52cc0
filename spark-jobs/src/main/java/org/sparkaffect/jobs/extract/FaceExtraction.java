package org.sparkaffect.jobs.extract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.Segments;
import org.sparkaffect.face.FaceFinder;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.media.MediaFile;
import org.sparkaffect.media.MediaLimits;

/** Takes the faces of all clips of a file in one decoding pass. For one thread. */
final class FaceExtraction {
  /** Takes each clip once, as a row or as rejected. */
  interface Output {
    /** A clip falls into others, which come in its place. */
    void cut(Clip clip, List<Clip> parts);

    void row(FacesRow row) throws IOException;

    void reject(Clip clip, RejectedException why);
  }

  private final FaceFinder finder;
  private final PixelEncoding encoding;
  private final MediaLimits limits;
  private final Segments segments;
  private final int threads;
  private final Configuration hadoop;

  /**
   * @param segments how long clips are cut, or null to leave them whole
   * @param threads of the decoder
   */
  FaceExtraction(
      FaceFinder finder,
      PixelEncoding encoding,
      MediaLimits limits,
      Segments segments,
      int threads,
      Configuration hadoop) {
    this.finder = finder;
    this.encoding = encoding;
    this.limits = limits;
    this.segments = segments;
    this.threads = threads;
    this.hadoop = hadoop;
  }

  /**
   * @throws RejectedException where the clips that the output does not have yet cannot be taken
   * @throws IOException if the output cannot take a row
   */
  void extract(FileClips file, Output output) throws RejectedException, IOException {
    FacePass pass = new FacePass(finder, encoding, output);
    try (MediaFile media = MediaFile.open(new Path(file.uri()), hadoop, limits, threads)) {
      if (!media.info().video()) {
        throw new RejectedException(RejectReason.NO_VIDEO, "there is no video stream");
      }
      for (Clip clip : file.clips()) {
        pass.plan(clip, samplesOf(clip, media.info().durationUs()), media.info());
      }
      pass.decode(media);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<ClipSamples> samplesOf(Clip clip, long durationUs) {
    // toMicros, as times in a manifest may be near Long.MAX_VALUE, for "to the end"
    long startUs = clip.startMs() == null ? 0 : MILLISECONDS.toMicros(clip.startMs());
    long endUs =
        clip.endMs() == null
            ? durationUs
            : Math.min(durationUs, MILLISECONDS.toMicros(clip.endMs()));
    if (startUs >= endUs) {
      return List.of();
    }
    if (segments == null || segments.isOne(clip)) {
      return List.of(new ClipSamples(clip, startUs, endUs, endUs == durationUs));
    }
    long endMs = (endUs + 999) / 1000;
    return segments.cut(clip, endMs).stream()
        .map(
            part ->
                new ClipSamples(
                    part,
                    part.startMs() * 1000,
                    Math.min(part.endMs() * 1000, endUs),
                    part.endMs() * 1000 >= durationUs))
        .toList();
  }
}
