package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.AlignedFace;
import org.sparkaffect.face.FaceFinder;
import org.sparkaffect.face.FaceSequence;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.media.FrameSink;
import org.sparkaffect.media.MediaFile;
import org.sparkaffect.media.MediaInfo;

/** The decoding pass over a file for all of its clips. Each leaves as soon as it is complete. */
final class FacePass implements FrameSink {
  /** One sample of one clip. */
  private record Sample(long timeUs, ClipSamples clip, int index) {}

  private final FaceFinder finder;
  private final PixelEncoding encoding;
  private final FaceExtraction.Output output;
  private final Queue<ClipSamples> waiting =
      new PriorityQueue<>(
          Comparator.<ClipSamples>comparingLong(clip -> clip.startUs)
              .thenComparing(clip -> clip.clip.id()));
  private final List<ClipSamples> begun = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private MediaInfo info;

  FacePass(FaceFinder finder, PixelEncoding encoding, FaceExtraction.Output output) {
    this.finder = finder;
    this.encoding = encoding;
    this.output = output;
  }

  /**
   * Lays out when a clip is sampled.
   *
   * @param parts the clip, or the segments that it is cut to; none where it lies outside of the
   *     file
   */
  void plan(Clip clip, List<ClipSamples> parts, MediaInfo info) {
    this.info = info;
    if (parts.isEmpty()) {
      output.reject(clip, outOfFile(clip));
    } else {
      output.cut(clip, parts.stream().map(part -> part.clip).toList());
    }
    for (ClipSamples part : parts) {
      waiting.add(part);
      for (int i = 0; i < FaceSequence.LENGTH; i++) {
        samples.add(new Sample(part.sampleTimeUs(i), part, i));
      }
    }
  }

  private RejectedException outOfFile(Clip clip) {
    return new RejectedException(
        RejectReason.OUT_OF_FILE,
        "the clip starts at %d ms, the file ends at %d ms"
            .formatted(clip.startMs() == null ? 0 : clip.startMs(), info.durationUs() / 1000));
  }

  void decode(MediaFile media) throws RejectedException {
    if (!waiting.isEmpty()) {
      samples.sort(Comparator.comparingLong(Sample::timeUs));
      long fromUs = waiting.peek().startUs;
      long toUs = waiting.stream().mapToLong(clip -> clip.completeUs).max().orElseThrow();
      long[] wantedUs = samples.stream().mapToLong(Sample::timeUs).toArray();
      media.decode(fromUs, toUs, wantedUs, this, null);
      decoded(Long.MAX_VALUE);
    }
  }

  @Override
  public void frame(int from, int to, long timeUs, RgbImage image) {
    AlignedFace face = finder.find(image).orElse(null);
    for (Sample sample : samples.subList(from, to)) {
      sample.clip().put(sample.index(), timeUs, face);
    }
  }

  @Override
  public void decoded(long timeUs) {
    while (!waiting.isEmpty() && waiting.peek().startUs <= timeUs) {
      begun.add(waiting.poll());
    }
    for (Iterator<ClipSamples> clips = begun.iterator(); clips.hasNext(); ) {
      ClipSamples clip = clips.next();
      if (clip.completeUs <= timeUs) {
        leave(clip);
        clips.remove();
      } else {
        clip.countFrame();
      }
    }
  }

  private void leave(ClipSamples clip) {
    try {
      output.row(
          new FacesRow(
              clip.clip,
              clip.takeSequence(),
              clip.frames(),
              info.width(),
              info.height(),
              info.fps(),
              encoding));
    } catch (RejectedException e) {
      output.reject(clip.clip, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
