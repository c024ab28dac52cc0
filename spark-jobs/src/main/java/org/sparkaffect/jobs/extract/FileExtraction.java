package org.sparkaffect.jobs.extract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.media.MediaFile;
import org.sparkaffect.media.MediaInfo;

/** Takes what is asked for of all clips of a file in one decoding pass. For one thread. */
final class FileExtraction {
  /** Takes each stage of each clip once, as a row or as rejected. */
  interface Output {
    /** A clip falls into others, which come in its place. */
    void cut(Clip clip, List<Clip> parts);

    void faces(FacesRow row) throws IOException;

    void acoustics(AcousticsRow row) throws IOException;

    void reject(Clip clip, String stage, RejectedException why);

    /** Rejects what has not come yet of a stage. */
    void rejectRest(String stage, RejectedException why);
  }

  private final ExtractSettings settings;
  private final Models models;
  private final int threads;
  private final Configuration hadoop;

  /**
   * @param threads of the decoders
   */
  FileExtraction(ExtractSettings settings, Models models, int threads, Configuration hadoop) {
    this.settings = settings;
    this.models = models;
    this.threads = threads;
    this.hadoop = hadoop;
  }

  /**
   * @throws RejectedException where what the output does not have yet cannot be taken
   * @throws IOException if the output cannot take a row
   */
  void extract(FileClips file, Output output) throws RejectedException, IOException {
    try (MediaFile media =
        MediaFile.open(new Path(file.uri()), hadoop, settings.limits(), threads)) {
      List<Span> spans = spans(file, media.info(), output);
      FacePass faces =
          file.stages().contains(Stage.FACES) ? faces(spans, media.info(), output) : null;
      VoicePass voices =
          file.stages().contains(Stage.ACOUSTICS) ? voices(spans, media.info(), output) : null;
      if (!spans.isEmpty() && (faces != null || voices != null)) {
        decode(media, spans, faces, voices);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void decode(MediaFile media, List<Span> spans, FacePass faces, VoicePass voices)
      throws RejectedException {
    long fromUs = spans.stream().mapToLong(Span::startUs).min().orElseThrow();
    long toUs = spans.stream().mapToLong(Span::completeUs).max().orElseThrow();
    long[] wantedUs = faces == null ? new long[0] : faces.wantedUs();
    media.decode(fromUs, toUs, wantedUs, faces, voices);
    if (faces != null) {
      faces.finish();
    }
    if (voices != null) {
      voices.finish();
    }
  }

  private FacePass faces(List<Span> spans, MediaInfo info, Output output) {
    if (!info.video()) {
      output.rejectRest(
          Stage.FACES, new RejectedException(RejectReason.NO_VIDEO, "there is no video stream"));
      return null;
    }
    return new FacePass(spans, info, models.finder(), settings.faces().encoding(), output);
  }

  private VoicePass voices(List<Span> spans, MediaInfo info, Output output) {
    if (!info.sound()) {
      output.rejectRest(
          Stage.ACOUSTICS,
          new RejectedException(RejectReason.NO_SOUND, "there is no sound stream"));
      return null;
    }
    return new VoicePass(spans, models.egemaps(), settings.acoustics(), output);
  }

  /** Where the clips lie, or the segments that they are cut to. */
  private List<Span> spans(FileClips file, MediaInfo info, Output output) {
    List<Span> all = new ArrayList<>();
    for (Clip clip : file.clips()) {
      List<Span> spans = spans(clip, info.durationUs());
      if (spans.isEmpty()) {
        RejectedException outOfFile =
            new RejectedException(
                RejectReason.OUT_OF_FILE,
                "the clip starts at %d ms, the file ends at %d ms"
                    .formatted(
                        clip.startMs() == null ? 0 : clip.startMs(), info.durationUs() / 1000));
        file.stages().forEach(stage -> output.reject(clip, stage, outOfFile));
      } else {
        output.cut(clip, spans.stream().map(Span::clip).toList());
        all.addAll(spans);
      }
    }
    return all;
  }

  private List<Span> spans(Clip clip, long durationUs) {
    // toMicros, as times in a manifest may be near Long.MAX_VALUE, for "to the end"
    long startUs = clip.startMs() == null ? 0 : MILLISECONDS.toMicros(clip.startMs());
    long endUs =
        clip.endMs() == null
            ? durationUs
            : Math.min(durationUs, MILLISECONDS.toMicros(clip.endMs()));
    if (startUs >= endUs) {
      return List.of();
    }
    if (settings.segments() == null || settings.segments().isOne(clip)) {
      return List.of(new Span(clip, startUs, endUs, endUs == durationUs));
    }
    long endMs = (endUs + 999) / 1000;
    return settings.segments().cut(clip, endMs).stream()
        .map(
            part ->
                new Span(
                    part,
                    part.startMs() * 1000,
                    Math.min(part.endMs() * 1000, endUs),
                    part.endMs() * 1000 >= durationUs))
        .toList();
  }
}
