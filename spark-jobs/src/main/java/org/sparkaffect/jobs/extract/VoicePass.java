package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.media.SoundSink;

/**
 * The voice of all clips of a file that is being decoded. Each leaves as soon as it is complete.
 */
final class VoicePass implements SoundSink {
  private record Heard(Span span, SoundBuffer sound) {}

  private final Egemaps egemaps;
  private final AcousticSettings settings;
  private final FileExtraction.Output output;
  private final Queue<Span> waiting;
  private final List<Heard> begun = new ArrayList<>();

  VoicePass(
      List<Span> spans, Egemaps egemaps, AcousticSettings settings, FileExtraction.Output output) {
    this.egemaps = egemaps;
    this.settings = settings;
    this.output = output;
    this.waiting = new PriorityQueue<>(spans);
  }

  @Override
  public void samples(long position, short[] samples, int count) {
    begin(position + count);
    for (Iterator<Heard> clips = begun.iterator(); clips.hasNext(); ) {
      Heard clip = clips.next();
      clip.sound().samples(position, samples, count);
      if (clip.span().endSample() <= position + count) {
        leave(clip);
        clips.remove();
      }
    }
  }

  private void begin(long before) {
    while (!waiting.isEmpty() && waiting.peek().firstSample() < before) {
      Span span = waiting.poll();
      long room = (settings.maxDuration().toMillis() + 1) * (RATE / 1000); // the last ms tells
      long end = Math.min(span.endSample(), span.firstSample() + room);
      begun.add(new Heard(span, new SoundBuffer(span.firstSample(), end)));
    }
  }

  /** The file is over. */
  void finish() {
    begin(Long.MAX_VALUE);
    begun.forEach(this::leave);
    begun.clear();
  }

  /** The faces may be good still. */
  @Override
  public void soundBroken(RejectedException why) {
    waiting.clear();
    begun.clear();
    output.rejectRest(Stage.ACOUSTICS, why);
  }

  private void leave(Heard clip) {
    try {
      output.acoustics(row(clip));
    } catch (RejectedException e) {
      output.reject(clip.span().clip(), Stage.ACOUSTICS, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AcousticsRow row(Heard clip) throws RejectedException {
    SoundBuffer sound = clip.sound();
    long ms = sound.length() * 1000L / RATE;
    if (ms > settings.maxDuration().toMillis()) {
      throw new RejectedException(
          RejectReason.TOO_LONG,
          "more than %d s of sound".formatted(settings.maxDuration().toSeconds()));
    }
    if (settings.peak()) {
      sound.scaleToPeak();
    }
    Optional<Voice> voice = egemaps.of(sound.samples(), sound.length());
    return new AcousticsRow(
        clip.span().clip(),
        ms,
        voice.orElseThrow(
            () ->
                new RejectedException(
                    RejectReason.NO_SOUND, "%d ms of sound, less than 60".formatted(ms))));
  }
}
