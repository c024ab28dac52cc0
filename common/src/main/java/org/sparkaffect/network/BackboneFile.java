package org.sparkaffect.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.clip.InputException;

/**
 * A {@link Backbone} as a file: a zip that Deeplearning4j's ModelSerializer reads, with two entries
 * more. {@code affect.json} says which model it is and of which file; {@code mean.f32}, if there,
 * is the mean clip, 3 x 16 x 128 x 171 little-endian floats, blue first.
 */
public final class BackboneFile {
  private static final String ABOUT = "affect.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BackboneFile() {}

  /**
   * Writes a new file, which appears under its name when it is whole.
   *
   * @throws InputException as {@link #requireNew}
   */
  public static void write(Backbone backbone, Path file) throws IOException {
    requireNew(file);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        write(backbone, out);
      }
      Files.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * @throws InputException where a file of that name is there already, or no folder for it
   */
  public static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw new InputException(file + " is there already; remove it, or name another file");
    }
    if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new InputException("there is no folder " + file.toAbsolutePath().getParent());
    }
  }

  /** Writes to a stream and leaves it open. */
  public static void write(Backbone backbone, OutputStream out) throws IOException {
    Map<String, byte[]> others = new LinkedHashMap<>();
    others.put(
        ABOUT,
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(
                Map.of(
                    "backbone", backbone.model().id(),
                    "source", backbone.source(),
                    "sha256", backbone.sha256())));
    backbone.mean().ifPresent(mean -> others.put(MeanClip.ENTRY, mean.toBytes()));
    GraphFile.write(backbone.graph(), false, others, out);
  }

  /**
   * Reads what {@link #write} wrote; the stream stays open.
   *
   * @param name of the file, for messages
   * @throws InputException if it is something else, or broken
   */
  public static Backbone read(InputStream in, String name) {
    try {
      return read(in);
    } catch (InputException e) {
      throw new InputException(name + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          name + " is broken (" + e.getMessage() + "); write it anew with affect import-weights",
          e);
    }
  }

  private static Backbone read(InputStream in) throws IOException {
    GraphFile.Contents contents = GraphFile.read(in);
    if (!contents.others().containsKey(ABOUT)) {
      throw new InputException("this is no file that affect import-weights wrote");
    }
    JsonNode about = JSON.readTree(contents.others().get(ABOUT));
    String id = about.path("backbone").asText();
    PublishedModel model =
        PublishedModel.ofId(id)
            .orElseThrow(() -> new InputException("there is no backbone \"" + id + "\""));
    return new Backbone(
        model,
        contents.graph(),
        about.path("source").asText(),
        about.path("sha256").asText(),
        Optional.ofNullable(contents.others().get(MeanClip.ENTRY)).map(MeanClip::ofBytes));
  }
}
