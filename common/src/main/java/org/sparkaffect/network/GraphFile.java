package org.sparkaffect.network;

import static org.deeplearning4j.util.ModelSerializer.COEFFICIENTS_BIN;
import static org.deeplearning4j.util.ModelSerializer.CONFIGURATION_JSON;
import static org.deeplearning4j.util.ModelSerializer.UPDATER_BIN;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network as a zip that Deeplearning4j's ModelSerializer reads, and whatever goes with it. */
public final class GraphFile {
  private static final int BUFFER = 1 << 16;

  private GraphFile() {}

  /**
   * What is in one.
   *
   * @param others entries by name
   */
  public record Contents(ComputationGraph graph, Map<String, byte[]> others) {}

  /**
   * Writes to a stream and leaves it open.
   *
   * @param updater whether training is to go on from the file
   * @param others entries by name, which are not those of a network
   */
  public static void write(
      ComputationGraph graph, boolean updater, Map<String, byte[]> others, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
    zip.setLevel(Deflater.NO_COMPRESSION); // of weights it would save a tenth
    for (Map.Entry<String, byte[]> other : others.entrySet()) {
      zip.putNextEntry(new ZipEntry(other.getKey()));
      zip.write(other.getValue());
    }
    zip.putNextEntry(new ZipEntry(CONFIGURATION_JSON));
    zip.write(graph.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8));
    INDArray state = graph.getUpdater().getStateViewArray();
    if (updater && state != null) {
      write(UPDATER_BIN, state, zip);
    }
    write(COEFFICIENTS_BIN, graph.params(), zip); // last: a file that is cut off lacks them
    zip.finish();
    zip.flush();
  }

  private static void write(String name, INDArray array, ZipOutputStream zip) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip, BUFFER));
    Nd4j.write(array, out);
    out.flush();
  }

  /**
   * Reads what goes with a network, and not the network; the stream stays open.
   *
   * @throws IOException if it is no zip
   */
  public static Map<String, byte[]> readOthers(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in, BUFFER));
    Map<String, byte[]> others = new LinkedHashMap<>();
    ZipEntry entry = zip.getNextEntry();
    while (entry != null && !entry.getName().equals(CONFIGURATION_JSON)) {
      others.put(entry.getName(), zip.readAllBytes());
      entry = zip.getNextEntry();
    }
    return others;
  }

  /**
   * Reads one entry of what goes with a network; empty where there is none of that name.
   *
   * @throws IOException if it is no zip
   */
  public static Optional<byte[]> readOther(InputStream in, String name) throws IOException {
    ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in, BUFFER));
    ZipEntry entry = zip.getNextEntry();
    while (entry != null && !entry.getName().equals(name)) {
      entry = zip.getNextEntry();
    }
    return entry == null ? Optional.empty() : Optional.of(zip.readAllBytes());
  }

  /**
   * Reads what {@link #write} wrote; the stream stays open.
   *
   * @throws IOException if it is something else, or broken
   */
  public static Contents read(InputStream in) throws IOException {
    try {
      return readZip(in);
    } catch (RuntimeException e) {
      throw new IOException("it holds a network that is broken: " + e.getMessage(), e);
    }
  }

  private static Contents readZip(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in, BUFFER));
    ComputationGraphConfiguration configuration = null;
    INDArray coefficients = null;
    INDArray updater = null;
    Map<String, byte[]> others = new LinkedHashMap<>();
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      switch (entry.getName()) {
        case CONFIGURATION_JSON ->
            configuration =
                ComputationGraphConfiguration.fromJson(
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        case COEFFICIENTS_BIN -> coefficients = Nd4j.read(new BufferedInputStream(zip, BUFFER));
        case UPDATER_BIN -> updater = Nd4j.read(new BufferedInputStream(zip, BUFFER));
        default -> others.put(entry.getName(), zip.readAllBytes());
      }
      zip.closeEntry();
    }
    if (configuration == null || coefficients == null) {
      throw new IOException("it holds no network");
    }
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init(coefficients, false);
    if (updater != null) {
      graph.setUpdater(new ComputationGraphUpdater(graph, updater));
    }
    return new Contents(graph, others);
  }
}
