package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.cluster.FakeGpuPlugin;
import org.sparkaffect.jobs.cluster.GpuPlugin;

/** Workers whose nvidia-smi is a fake; Spark deals its GPUs to the executors. */
class GpuIT {
  @TempDir Path folder;

  @BeforeEach
  void makeWay() {
    LocalSpark.stop();
  }

  /** Of the two workers the first to ask has a GPU 1 that ND4J runs on, the other a GPU 0. */
  private Path worker() throws IOException {
    script(
        "nvidia-smi",
        "mkdir %s/asked 2> /dev/null && older=1 newer=0 || older=0 newer=1".formatted(folder),
        "echo \"$newer, GPU-a, 9.0\"",
        "echo \"$older, GPU-b, 7.5\"");
    Path discover = Path.of("../deploy/discover-gpus").toAbsolutePath();
    Path wrapper = script("discover", "PATH=%s:$PATH exec %s".formatted(folder, discover));
    return Files.writeString(
        folder.resolve("worker.conf"),
        "spark.worker.resource.gpu.amount 1\nspark.worker.resource.gpu.discoveryScript %s\n"
            .formatted(wrapper));
  }

  private Path script(String name, String... lines) throws IOException {
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  /** Two executors with a GPU each, and the classes of the tests. */
  private static SparkSession session(String master, Class<? extends GpuPlugin> plugin) {
    return SparkSession.builder()
        .master(master)
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "512m")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.executor.resource.gpu.amount", 1)
        .config("spark.task.resource.gpu.amount", 1)
        .config("spark.task.maxFailures", 1)
        .config("spark.scheduler.minRegisteredResourcesRatio", 1)
        .config("spark.plugins", plugin.getName())
        .getOrCreate();
  }

  private static JavaRDD<String> boundAndAssigned(SparkSession spark) {
    return new JavaSparkContext(spark.sparkContext())
        .parallelize(List.of(1, 2, 3, 4, 5, 6), 6)
        .map(
            task -> {
              Thread.sleep(500); // so that one executor does not do it all
              return FakeGpuPlugin.current()
                  + " "
                  + String.join(",", TaskContext.get().resourcesJMap().get("gpu").addresses());
            });
  }

  @Test
  void eachTaskIsBoundToTheGpuThatItWasAssignedOrFails() throws Exception {
    try (StandaloneCluster cluster =
        new StandaloneCluster(folder, "--properties-file", worker().toString())) {
      try (SparkSession spark = session(cluster.master(), FakeGpuPlugin.class)) {
        assertThat(boundAndAssigned(spark).collect()).hasSize(6).containsOnly("0 0", "1 1");
      }
      try (SparkSession spark = session(cluster.master(), FakeGpuPlugin.OnCpu.class)) {
        assertThatThrownBy(boundAndAssigned(spark)::collect)
            .isInstanceOf(SparkException.class)
            .hasMessageContaining("to a task, but ND4J computes on the CPU there");
      }
    }
  }
}
