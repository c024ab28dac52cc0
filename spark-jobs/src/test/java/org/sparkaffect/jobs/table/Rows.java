package org.sparkaffect.jobs.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Sex;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.face.AlignedFace;
import org.sparkaffect.face.Box;
import org.sparkaffect.face.Face;
import org.sparkaffect.face.FaceSequence;
import org.sparkaffect.face.MasterCrop;
import org.sparkaffect.face.PixelEncoding;

/** A row of each table, made up. */
final class Rows {
  static final Clip CLIP =
      new Clip("a@5-900", "file:/ä b/50%.mp4", 5L, 900L, Emotion.FEAR, Split.VAL, "s 1");
  static final Reject REJECT =
      new Reject(
          CLIP,
          "faces",
          RejectReason.NO_FACE,
          "no face, \"none\"",
          2,
          Instant.parse("2024-03-31T00:30:00.123Z"));

  static final TrainingLogRow TRAINING_LOG =
      new TrainingLogRow("c3d-0123abcd", 20, "c3d", 3, 0.001, 1.5, 1.75, 0.375, 12.5);

  static final ScoresRow SCORES =
      new ScoresRow(CLIP, "c3d", "c3d-0123abcd", probabilities(), Emotion.SURPRISE);
  static final FusedRow FUSED =
      new FusedRow(CLIP, "f-1", List.of("Visual", "Audio"), probabilities(), Emotion.SURPRISE);
  static final ArchiveRow ARCHIVE =
      new ArchiveRow(
          "file:/news.mp4",
          3,
          1,
          4.5,
          new double[] {0, 0, 0, 0.5, 0, 0.5, 0},
          List.of(
              new ArchiveRow.Moment(0, probabilities()),
              new ArchiveRow.Moment(2500, probabilities())));
  static final WeightsRow WEIGHTS =
      new WeightsRow("f-1", "Visual", Emotion.SAD, 0.5, "accuracy", true);
  static final FeedbackRow FEEDBACK =
      new FeedbackRow(
          "f-1", 2, Emotion.SAD, List.of(0.0, 0.5, 1.0), 1.5, 0.25, 0.125, 0.75, 0.125, 0.5, -0.25);
  static final ConfusionRow CONFUSION =
      new ConfusionRow("fusion", Split.TEST, Emotion.SAD, Emotion.FEAR, 3, 0.375);
  static final MetricsRow METRICS =
      new MetricsRow("end-to-end", Split.VAL, 384, 0.5, 0.25, 0.125, 7, true);

  static final GramRow GRAM =
      new GramRow(new GramRow.Key("a", 0), new GramRow.Key("b", 1), "net/fc", "gaussian-rbf", 2.5);

  private Rows() {}

  /** Of emotion {@code i} it is {@code i} sixteenths. */
  private static float[] probabilities() {
    float[] probabilities = new float[7];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = i / 16f;
    }
    return probabilities;
  }

  /** Frame {@code i} has {@code i} in its values, and a crop of one colour above noise. */
  static FacesRow faces(Clip clip, PixelEncoding encoding) {
    List<FaceSequence.Frame> frames = new ArrayList<>();
    for (int i = 0; i < FaceSequence.LENGTH; i++) {
      float[] landmarks = new float[10];
      for (int j = 0; j < landmarks.length; j++) {
        landmarks[j] = i + j / 10f;
      }
      Face face = new Face(i / 16f, new Box(i, i + 1, i + 2, i + 3), landmarks);
      frames.add(new FaceSequence.Frame(40L * i, new AlignedFace(face, crop(i))));
    }
    return new FacesRow(clip, new FaceSequence(frames, 15), 50, 640, 480, 30000 / 1001.0, encoding);
  }

  /** Functional {@code i} is {@code i}, descriptor {@code i} of its row is {@code -i}. */
  static AcousticsRow acoustics(Clip clip, int lldFrames) {
    float[] functionals = new float[Egemaps.FUNCTIONALS.size()];
    for (int i = 0; i < functionals.length; i++) {
      functionals[i] = i;
    }
    float[] lld = new float[lldFrames * Egemaps.DESCRIPTORS.size()];
    for (int i = 0; i < lld.length; i++) {
      lld[i] = -i;
    }
    return new AcousticsRow(clip, 1234, new Voice(functionals, lld, 0.25f));
  }

  /** The voice is that of {@link #acoustics}, and the clip's subject the speaker. */
  static SpeechRow speech(Clip utterance, int lldFrames) {
    return new SpeechRow(utterance, Sex.FEMALE, acoustics(utterance, lldFrames).voice());
  }

  /** Feature {@code i} of step {@code s} is {@code 10 s + i}, and a half more a view. */
  static FeaturesRow features(Clip clip, String level, int view) {
    float[][] values = new float[3][5];
    for (int step = 0; step < values.length; step++) {
      for (int i = 0; i < values[step].length; i++) {
        values[step][i] = 10 * step + i + view / 2f;
      }
    }
    return new FeaturesRow(clip, "face-recognition", level, view, values);
  }

  private static RgbImage crop(int i) {
    byte[] pixels = new byte[MasterCrop.SIZE * MasterCrop.SIZE * RgbImage.CHANNELS];
    new Random(i).nextBytes(pixels);
    for (int p = 0; p < pixels.length / 2; p += RgbImage.CHANNELS) {
      pixels[p] = (byte) 200;
      pixels[p + 1] = (byte) (10 * i);
      pixels[p + 2] = 3;
    }
    return new RgbImage(MasterCrop.SIZE, MasterCrop.SIZE, pixels);
  }
}
