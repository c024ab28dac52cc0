package org.sparkaffect.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.deploy.yarn.ApplicationMaster;

/** HDFS and a YARN of one node in this process, on loopback, and a Spark of their users. */
final class HadoopCluster implements AutoCloseable {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();

  /** Held, or the level set on it is lost with it. */
  private static final Logger SHADED = Logger.getLogger("org.apache.hadoop.shaded");

  private final Path folder;
  private final MiniDFSCluster hdfs;
  private final MiniYARNCluster yarn;

  /**
   * @param folder for the files and logs of all
   */
  HadoopCluster(Path folder) throws IOException {
    Configurator.setLevel("org.apache.hadoop", Level.FATAL); // it shouts when it is stopped
    SHADED.setLevel(java.util.logging.Level.SEVERE);
    this.folder = folder;
    Configuration configuration = new YarnConfiguration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(configuration).build();
    configuration.set("fs.defaultFS", hdfs.getURI().toString());
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.set("yarn.scheduler.capacity.root.default.capacity", "100");
    configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    configuration.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    configuration.setInt("yarn.nodemanager.resource.memory-mb", 6144);
    configuration.setInt("yarn.nodemanager.resource.cpu-vcores", 4);
    // address space is not memory
    configuration.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    // a machine of a developer may have a disk that is nearly full
    configuration.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100");
    yarn = new MiniYARNCluster("yarn", 1, 1, 1);
    try {
      yarn.init(configuration);
      yarn.start();
      makeSpark();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void makeSpark() throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Configuration users = new Configuration(yarn.getConfig());
    users.unset("net.topology.node.switch.mapping.impl"); // a class of the mini cluster's
    try (OutputStream out = Files.newOutputStream(conf.resolve("core-site.xml"))) {
      users.writeXml(out);
    }
    Files.copy(conf.resolve("core-site.xml"), conf.resolve("yarn-site.xml"));
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    Path yarnJar =
        Path.of(
            ApplicationMaster.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (Stream<Path> sparks = Files.list(SPARK.resolve("jars"))) {
      for (Path jar : Stream.concat(sparks, Stream.of(yarnJar)).toList()) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    Files.writeString(folder.resolve("spark/RELEASE"), "Spark of a test\n");
    Path submit = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        """
        #!/bin/bash
        mapfile -d '' -t command < <(%1$s -Xmx128m -cp "$SPARK_HOME/jars/*" \\
          org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
        exec %1$s "${command[@]:2}"
        """
            .formatted(System.getProperty("java.home") + "/bin/java"));
    if (!submit.toFile().setExecutable(true)) {
      throw new IOException(submit + " cannot be made executable");
    }
  }

  FileSystem files() throws IOException {
    return hdfs.getFileSystem();
  }

  /** A folder of HDFS. */
  String uri(String name) {
    return hdfs.getURI() + "/" + name;
  }

  /** The environment of who submits jobs. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", folder.resolve("spark").toString(),
        "SPARK_CONF_DIR", Path.of("../conf").toAbsolutePath().toString(),
        "SPARK_LOCAL_IP", "127.0.0.1",
        "SPARK_SCALA_VERSION", "2.12",
        "HADOOP_CONF_DIR", folder.resolve("conf").toString());
  }

  /** Spark's options for two executors of a core each. */
  String onYarn() {
    String java = System.getProperty("java.home");
    return "--master yarn --num-executors 2 --executor-cores 1 --executor-memory 512m"
        + " --conf spark.executor.memoryOverhead=1700m --conf spark.yarn.am.memory=512m"
        + " --conf spark.yarn.jars=local:%s/spark/jars/*".formatted(folder)
        + " --conf spark.executorEnv.JAVA_HOME=%1$s --conf spark.yarn.appMasterEnv.JAVA_HOME=%1$s"
            .formatted(java)
        + kernels()
        + " --conf spark.scheduler.minRegisteredResourcesRatio=1";
  }

  /** OpenBLAS's kernels, where the environment chooses them: containers do not inherit that. */
  private static String kernels() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("OPENBLAS_"))
        .map(variable -> " --conf spark.executorEnv." + variable)
        .collect(Collectors.joining());
  }

  /** The executors that live, children of this process. */
  Stream<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .filter(process -> process.info().commandLine().orElse("").contains("ExecutorBackend"));
  }

  @Override
  public void close() {
    yarn.stop();
    hdfs.shutdown();
  }
}
