package org.sparkaffect.jobs.score;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.jobs.table.WorkspaceException;
import org.sparkaffect.network.GraphFile;

/**
 * A stored model.
 *
 * @param modelId as in the training log
 * @param hash of the file: a model that is trained anew with the same settings has the same id
 */
public record ModelFile(String network, String file, String modelId, String hash)
    implements Serializable {
  private static final String CARD = "affect.json";

  private static final long serialVersionUID = 1L;
  private static final int HASH_CHARACTERS = 8;

  /** The one of a network in a folder of that network's; empty where there is none. */
  public static Optional<ModelFile> find(
      String network, Path folder, String name, Configuration hadoop) throws WorkspaceException {
    Optional<JsonNode> card = card(folder, name, hadoop);
    if (card.isEmpty()) {
      return Optional.empty();
    }
    Path file = new Path(folder, name);
    String hash = read(file, hadoop, ModelFile::hash).orElseThrow().substring(0, HASH_CHARACTERS);
    String id = card.get().path("model_id").asText();
    return Optional.of(new ModelFile(network, file.toString(), id, hash));
  }

  /** What is said of a model beside its weights; empty where there is no such file. */
  public static Optional<JsonNode> card(Path folder, String name, Configuration hadoop)
      throws WorkspaceException {
    return read(
        new Path(folder, name),
        hadoop,
        source -> {
          try (InputStream in = source.open()) {
            return card(GraphFile.readOther(in, CARD));
          }
        });
  }

  private static String hash(Networks.Source source) throws IOException {
    try (InputStream in = source.open()) {
      return Sha256.hex(in);
    }
  }

  /** What is said of a model, of what is beside its weights. */
  static JsonNode card(Map<String, byte[]> entries) throws IOException {
    return card(Optional.ofNullable(entries.get(CARD)));
  }

  private static JsonNode card(Optional<byte[]> card) throws IOException {
    return new ObjectMapper()
        .readTree(card.orElseThrow(() -> new IOException("it has no " + CARD)));
  }

  private interface Reader<T> {
    T read(Networks.Source file) throws IOException;
  }

  private static <T> Optional<T> read(Path file, Configuration hadoop, Reader<T> reader)
      throws WorkspaceException {
    try {
      FileSystem files = FilePath.fileSystem(file, hadoop);
      return Optional.of(reader.read(() -> files.open(file)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException | FSError e) {
      throw new WorkspaceException("read " + file, e);
    }
  }

  /** Reads it all. */
  Model open(Configuration hadoop) throws WorkspaceException {
    return read(new Path(file), hadoop, source -> Networks.open(network, source)).orElseThrow();
  }
}
