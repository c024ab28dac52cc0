package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.face.AlignedFace;
import org.sparkaffect.face.Box;
import org.sparkaffect.face.Face;
import org.sparkaffect.face.FaceSequence;
import org.sparkaffect.face.MasterCrop;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.LocalSpark;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableWriter;

/** Clips whose faces are patterns of colour, and settings with which training takes a second. */
public final class MadeUp {
  /** Four to train on, two to validate with. */
  public static final List<Clip> CLIPS =
      List.of(
          clip("t1", Emotion.HAPPY, Split.TRAIN),
          clip("t2", Emotion.SAD, Split.TRAIN),
          clip("t3", Emotion.HAPPY, Split.TRAIN),
          clip("t4", Emotion.SAD, Split.TRAIN),
          clip("v1", Emotion.HAPPY, Split.VAL),
          clip("v2", Emotion.SAD, Split.VAL));

  private MadeUp() {}

  public static JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  }

  public static Clip clip(String id, Emotion label, Split split) {
    return new Clip(id, "file:/" + id + ".mp4", null, null, label, split, null);
  }

  /** Writes a workspace's table of faces, which is one file. */
  public static void faces(Path workspace, List<Clip> clips) throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(
            workspace.resolve("tables/faces/part-extract-00000-00000.parquet").toUri());
    try (TableWriter<FacesRow> writer =
        new TableWriter<>(new FacesTable(), file, Map.of(), new Configuration())) {
      for (Clip clip : clips) {
        writer.write(row(clip));
      }
    }
  }

  private static FacesRow row(Clip clip) {
    Face face = new Face(1, new Box(0, 0, 9, 9), new float[10]);
    List<AlignedFace> faces = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      faces.add(new AlignedFace(face, crop(clip, i)));
    }
    List<FaceSequence.Frame> frames = new ArrayList<>();
    for (int i = 0; i < FaceSequence.LENGTH; i++) {
      frames.add(new FaceSequence.Frame(40L * i, faces.get(i / 9)));
    }
    return new FacesRow(clip, new FaceSequence(frames, 16), 50, 640, 480, 25, PixelEncoding.PNG);
  }

  private static RgbImage crop(Clip clip, int number) {
    byte[] pixels = new byte[MasterCrop.SIZE * MasterCrop.SIZE * RgbImage.CHANNELS];
    int of = 10 * Math.floorMod(clip.id().hashCode(), 7) + 50 * number;
    for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
      int row = i / (MasterCrop.SIZE * RgbImage.CHANNELS);
      pixels[i] = (byte) (of + row);
      pixels[i + 1] = (byte) (clip.label() == Emotion.SAD ? 200 : i / 3 % MasterCrop.SIZE);
      pixels[i + 2] = (byte) (7 * of);
    }
    return new RgbImage(MasterCrop.SIZE, MasterCrop.SIZE, pixels);
  }

  /** One worker, few iterations, narrow networks that begin with random weights. */
  public static Settings settings(String workspace, Map<String, ?> others) {
    Map<String, Object> all = new HashMap<>();
    for (String network : List.of("vgg-lstm", "resnet-lstm", "c3d")) {
      all.put(network + ".width", 0.02);
      all.put(network + ".transfer", false);
    }
    all.put("resnet-lstm.pyramid.pooling", "2x2");
    all.put("workspace", workspace);
    all.put("train.workers", 1);
    all.put("train.averaging", 2);
    all.put("train.views", 2);
    for (String what : List.of("train.head", "train.whole")) {
      all.put(what + ".batch", 2);
      all.put(what + ".iterations", 5);
      all.put(what + ".rate-every", 3);
    }
    all.put("train.head.rate", 1e-3);
    all.put("train.whole.rate", 1e-5);
    all.putAll(others);
    return Settings.load(null, all);
  }
}
