package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.AlignedFace;
import org.sparkaffect.face.FaceFinder;
import org.sparkaffect.face.FaceSequence;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.media.FrameSink;
import org.sparkaffect.media.MediaInfo;

/**
 * The faces of all clips of a file that is being decoded. Each leaves as soon as it is complete.
 */
final class FacePass implements FrameSink {
  /** One sample of one clip. */
  private record Sample(long timeUs, ClipSamples clip, int index) {}

  private final MediaInfo info;
  private final FaceFinder finder;
  private final PixelEncoding encoding;
  private final FileExtraction.Output output;
  private final Queue<ClipSamples> waiting =
      new PriorityQueue<>(Comparator.comparing(clip -> clip.span));
  private final List<ClipSamples> begun = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();

  FacePass(
      List<Span> spans,
      MediaInfo info,
      FaceFinder finder,
      PixelEncoding encoding,
      FileExtraction.Output output) {
    this.info = info;
    this.finder = finder;
    this.encoding = encoding;
    this.output = output;
    for (Span span : spans) {
      ClipSamples clip = new ClipSamples(span);
      waiting.add(clip);
      for (int i = 0; i < FaceSequence.LENGTH; i++) {
        samples.add(new Sample(clip.sampleTimeUs(i), clip, i));
      }
    }
    samples.sort(Comparator.comparingLong(Sample::timeUs));
  }

  /** For which times this wants the frame on screen, rising. */
  long[] wantedUs() {
    return samples.stream().mapToLong(Sample::timeUs).toArray();
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
    while (!waiting.isEmpty() && waiting.peek().span.startUs() <= timeUs) {
      begun.add(waiting.poll());
    }
    for (Iterator<ClipSamples> clips = begun.iterator(); clips.hasNext(); ) {
      ClipSamples clip = clips.next();
      if (clip.span.completeUs() <= timeUs) {
        leave(clip);
        clips.remove();
      } else {
        clip.countFrame();
      }
    }
  }

  /** The file is over. */
  void finish() {
    decoded(Long.MAX_VALUE);
  }

  /** The sound may be good still. */
  @Override
  public void framesBroken(RejectedException why) {
    waiting.clear();
    begun.clear();
    output.rejectRest(Stage.FACES, why);
  }

  private void leave(ClipSamples clip) {
    try {
      output.faces(
          new FacesRow(
              clip.span.clip(),
              clip.takeSequence(),
              clip.frames(),
              info.width(),
              info.height(),
              info.fps(),
              encoding));
    } catch (RejectedException e) {
      output.reject(clip.span.clip(), Stage.FACES, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
