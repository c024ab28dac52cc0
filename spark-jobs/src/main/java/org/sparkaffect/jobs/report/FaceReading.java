package org.sparkaffect.jobs.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.report.Findings.FaceStrip;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.FusedRow;
import org.sparkaffect.jobs.table.FusedTable;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** Faces of a few clips, as the networks see them. */
final class FaceReading {
  /** Of the test where there is one: those that nothing was trained on. */
  private static final List<Split> BEST_FIRST = List.of(Split.TEST, Split.VAL, Split.TRAIN);

  /** Every third of the 16. */
  private static final int STEP = 3;

  private static final int SIZE = 128; // half a master crop
  private static final float QUALITY = 0.7f;

  private final Workspace workspace;
  private final TableReader reader;

  FaceReading(Workspace workspace, TableReader reader) {
    this.workspace = workspace;
    this.reader = reader;
  }

  private record Found(Clip clip, Path part) {}

  /** One clip of each emotion: the first by its id, of the test if there is one. */
  List<FaceStrip> strips() throws WorkspaceException {
    Comparator<Clip> order =
        Comparator.<Clip>comparingInt(clip -> rank(clip.split())).thenComparing(Clip::id);
    Map<Integer, Found> chosen = new TreeMap<>();
    for (Path part : workspace.parts(FacesTable.NAME)) {
      for (Clip clip : reader.rows(part, FacesTable.KEY, Table::readClipKey)) {
        chosen.merge(
            clip.label() == null ? Integer.MAX_VALUE : clip.label().ordinal(),
            new Found(clip, part),
            (one, other) -> order.compare(one.clip(), other.clip()) <= 0 ? one : other);
      }
    }
    List<FaceStrip> strips = new ArrayList<>();
    for (Found found : chosen.values()) {
      strips.add(strip(found));
    }
    return strips;
  }

  private static int rank(Split split) {
    return split == null ? BEST_FIRST.size() : BEST_FIRST.indexOf(split);
  }

  private FaceStrip strip(Found found) throws WorkspaceException {
    Clip clip = found.clip();
    List<RgbImage> crops =
        reader.rows(found.part(), FacesTable.PIXELS, clip.id(), FacesTable::crops).get(0);
    return new FaceStrip(
        jpeg(crops), clip.id(), Optional.ofNullable(clip.label()), predicted(clip.id()));
  }

  /** By the fusion, or else by each network. */
  private String predicted(String clipId) throws WorkspaceException {
    List<FusedRow> fused = new ArrayList<>();
    for (Path part : workspace.parts(FusedTable.NAME)) {
      fused.addAll(reader.rows(part, new FusedTable().schema(), clipId, FusedTable::read));
    }
    if (!fused.isEmpty()) {
      return "fusion " + fused.get(0).predicted().label();
    }
    List<String> each = new ArrayList<>();
    for (Path part : workspace.parts(ScoresTable.NAME)) {
      for (ScoresRow row :
          reader.rows(part, new ScoresTable().schema(), clipId, ScoresTable::read)) {
        each.add(row.network() + " " + row.predicted().label());
      }
    }
    return String.join(", ", each);
  }

  static byte[] jpeg(List<RgbImage> crops) {
    int faces = (crops.size() + STEP - 1) / STEP;
    BufferedImage strip = new BufferedImage(faces * SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = strip.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    for (int i = 0; i < faces; i++) {
      graphics.drawImage(image(crops.get(i * STEP)), i * SIZE, 0, SIZE, SIZE, null);
    }
    graphics.dispose();
    return jpeg(strip);
  }

  private static BufferedImage image(RgbImage crop) {
    BufferedImage image =
        new BufferedImage(crop.width(), crop.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = crop.pixels();
    for (int i = 0; i < crop.width() * crop.height(); i++) {
      int rgb =
          (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff;
      image.setRGB(i % crop.width(), i / crop.width(), rgb);
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
