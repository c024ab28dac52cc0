package org.sparkaffect.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Spark of a master and two workers, each a process of its own, on loopback. The workers have an
 * address each, since Spark does not speculate on one and the same.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  /**
   * @param folder for the logs of all and the work of the executors
   * @param options more options of the workers
   */
  StandaloneCluster(Path folder, String... options) throws IOException, InterruptedException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }
    try {
      start(HOST, "master.Master", "--port", Integer.toString(port));
      awaitMaster();
      for (int worker = 0; worker < 2; worker++) {
        String work = folder.resolve("worker" + worker).toString();
        String host = "127.0.0." + (worker + 1);
        List<String> command =
            new ArrayList<>(List.of("--cores", "1", "--memory", "1g", "--work-dir", work));
        command.addAll(List.of(options));
        command.add(master());
        start(host, "worker.Worker", command.toArray(String[]::new));
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(String host, String name, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                SPARK + "/jars/*",
                "org.apache.spark.deploy." + name,
                "--host",
                host,
                "--webui-port",
                "0"));
    command.addAll(List.of(options));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + processes.size() + ".log").toFile());
    process.environment().keySet().removeIf(key -> key.startsWith("SPARK_"));
    process
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                SPARK.toString(),
                "SPARK_LOCAL_IP",
                HOST,
                "SPARK_SCALA_VERSION",
                "2.12"));
    processes.add(process.start());
  }

  private void awaitMaster() throws IOException, InterruptedException {
    for (int tries = 300; tries > 0; tries--) {
      try {
        new Socket(HOST, port).close();
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("no master after 30 s; its log is in " + folder);
  }

  String master() {
    return "spark://" + HOST + ":" + port;
  }

  /** The executors that live. */
  Stream<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(Process::descendants)
        .filter(process -> process.info().commandLine().orElse("").contains("ExecutorBackend"));
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
