package org.sparkaffect.jobs.train;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;
import org.sparkaffect.network.GraphFile;

/** The files of a model: {@code WORKSPACE/models/NETWORK/}. Each is whole or not there. */
public final class ModelFolder {
  public static final String BEST = "best.zip";
  static final String LAST = "last.zip";
  static final String CHECKPOINT = "checkpoint.zip";

  private static final String STAGING = "models"; // apart from what the job train stages itself

  private final Workspace workspace;
  private final Path folder;
  private final Configuration hadoop;

  public ModelFolder(Workspace workspace, String network, Configuration hadoop) {
    this.workspace = workspace;
    this.folder = workspace.model(network);
    this.hadoop = hadoop;
  }

  /** What a file holds; empty where there is none. */
  public Optional<GraphFile.Contents> read(String name) throws WorkspaceException {
    return read(name, GraphFile::read);
  }

  /** What a file holds beside the network; empty where there is none. */
  public Optional<Map<String, byte[]>> readOthers(String name) throws WorkspaceException {
    return read(name, GraphFile::readOthers);
  }

  private interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  private <T> Optional<T> read(String name, Reader<T> reader) throws WorkspaceException {
    Path file = new Path(folder, name);
    try (InputStream in = files().open(file)) {
      return Optional.of(reader.read(in));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException | FSError e) {
      throw new WorkspaceException("read " + file, e);
    }
  }

  /** Writes a file in the place of the one before. */
  public void write(
      String name, ComputationGraph graph, boolean updater, Map<String, byte[]> others)
      throws WorkspaceException {
    Path staged = new Path(workspace.stage(STAGING), name);
    try (OutputStream out = files().create(staged)) {
      GraphFile.write(graph, updater, others, out);
    } catch (IOException | FSError e) {
      throw new WorkspaceException("write " + staged, e);
    }
    workspace.put(staged, new Path(folder, name));
    workspace.unstage(STAGING);
  }

  void remove(String name) throws WorkspaceException {
    workspace.remove(new Path(folder, name));
  }

  private FileSystem files() throws IOException {
    return FilePath.fileSystem(folder, hadoop);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
