package org.sparkaffect.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkConf;
import org.apache.spark.util.TaskCompletionListenerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.cluster.ComputeCapability;
import org.sparkaffect.jobs.cluster.GpuDevices;
import org.sparkaffect.jobs.settings.Settings;
import scala.Option;
import scala.collection.JavaConverters;

/** Each check of a process, on made-up machines. */
class ProcessChecksTest {
  private static final long GB = 1L << 30;

  private static void assertFinding(Finding finding, String level, String text) {
    assertThat(finding.text()).contains(text);
    assertThat(finding.level()).isEqualTo(Finding.Level.valueOf(level));
  }

  @Test
  void aFindingIsALine() {
    assertThat(Finding.warning("driver", "java", "%d of %s", 1, "100 %"))
        .hasToString("warning  driver, java: 1 of 100 %");
  }

  @ParameterizedTest
  @CsvSource({
    "17, Linux, amd64, OK, 'Java 17 on Linux, amd64'",
    "21, Linux, amd64, PROBLEM, set JAVA_HOME",
    "11, Linux, amd64, PROBLEM, Spark 3.5 takes 17",
    "17, Linux, aarch64, PROBLEM, the native libraries in the jar are for",
    "17, Mac OS X, amd64, PROBLEM, the native libraries in the jar are for",
  })
  void javaIs17OnLinux(int feature, String os, String arch, String level, String text) {
    assertFinding(JavaCheck.of("w", feature, os, arch), level, text);
  }

  @Test
  void aLibraryThatDoesNotLoadIsNamedAndTheOthersToo() {
    Map<String, Callable<String>> libraries = new LinkedHashMap<>();
    libraries.put("A", () -> "1");
    libraries.put(
        "B",
        () -> {
          throw new ExceptionInInitializerError(new UnsatisfiedLinkError("noexec\nat"));
        });
    libraries.put("C", () -> "3");

    List<Finding> findings = NativesCheck.of("w", libraries);

    assertThat(findings).hasSize(2);
    assertFinding(findings.get(0), "OK", "A 1, C 3");
    assertFinding(
        findings.get(1), "PROBLEM", "B does not load (java.lang.UnsatisfiedLinkError: noexec)");
  }

  @ParameterizedTest
  @CsvSource({
    "CPU, MKLDNNConvHelper, OK, by oneDNN",
    "CPU, '', WARNING, helpers.disable=false",
    "CUDA, '', OK, by CUDA",
  })
  void convolutionsAreToUseOneDnn(String backend, String helper, String level, String text) {
    assertFinding(OneDnnCheck.of("w", backend, helper), level, text);
  }

  /** In GB: heap, what JavaCPP allows, up to which process, what there is, tasks, need of each. */
  @ParameterizedTest
  @CsvSource({
    "2, 0, 0, 8, 2, 1, OK, 'make 4.3 GB, of 8.0 GB'",
    "2, 0, 0, 4, 2, 1, PROBLEM, more than the 4.0 GB that there are",
    "2, 1, 0, 8, 2, 1, PROBLEM, JavaCPP stops at 1.0 GB of native memory or a process of any size",
    "2, 2, 5, 8, 2, 1, OK, of 8.0 GB",
    "2, 0, 4, 8, 2, 1, PROBLEM, JavaCPP stops at any of native memory or a process of 4.0 GB",
    "2, 1, 3, 8, 0, 9, OK, 0 tasks",
  })
  void limitsOfMemoryFitEachOther(
      long heap,
      long javaCpp,
      long process,
      long limit,
      int tasks,
      long need,
      String level,
      String text) {
    MemoryCheck memory = new MemoryCheck(heap * GB, javaCpp * GB, process * GB, limit * GB);
    assertFinding(memory.of("w", tasks, need * GB), level, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark://h:1 |                                                           | OK | bounds no",
        "yarn        | spark.executor.memory=2g                                  | PROBLEM | 0.4 GB beside the heap for 2 tasks of up to 1.0 GB, so executors may be killed for their memory: set spark.executor.memoryOverhead=2348m",
        "yarn        | spark.executor.memory=2g spark.executor.memoryOverhead=2g | PROBLEM | set spark.executor.memoryOverhead=2348m",
        "yarn        | spark.executor.memoryOverhead=2400m                       | OK | 2.3 GB beside the heap",
        "yarn        | spark.executor.memory=30g                                 | OK | 3.0 GB",
        "k8s://h     | spark.kubernetes.memoryOverheadFactor=0.4 spark.executor.memory=8g | OK | 3.2 GB",
        "k8s://h     | spark.executor.memoryOverheadFactor=0.1                   | PROBLEM | set",
      })
  void containersHoldNativeMemory(String master, String properties, String level, String text) {
    SparkConf conf = new SparkConf(false).set("spark.master", master);
    for (String property : properties == null ? new String[0] : properties.split(" ")) {
      conf.set(property.split("=")[0], property.split("=")[1]);
    }
    assertFinding(OverheadCheck.of(conf, 2, GB), level, text);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4, 1, 1, OK, 4 cores",
    "4, 2, 2, 2, OK, 2 tasks of 2 cores and 2 threads each",
    "4, 4, 1, , WARNING, starts 4 threads: set OMP_NUM_THREADS=1",
    "4, 4, 1, many, WARNING, is 'many'",
    "4, 4, 1, 2, WARNING, more threads than cores",
    "4, 2, 2, 1, WARNING, set OMP_NUM_THREADS=2",
    "4, 0, 1, 1, OK, 0 tasks",
  })
  void tasksHaveAThreadACore(
      int cores, int tasks, int taskCpus, String openMp, String level, String text) {
    assertFinding(ThreadsCheck.of("w", cores, tasks, taskCpus, openMp), level, text);
  }

  @Test
  void nativesHaveAFolder(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertFinding(CacheCheck.of("w", folder, GB), "OK", folder.toString());
    assertFinding(CacheCheck.of("w", folder, 100L << 20), "WARNING", "100 MB left");
    assertFinding(CacheCheck.of("w", file, GB), "PROBLEM", "cachedir");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  /** GPUs of these compute capabilities. */
  private static GpuDevices gpus(String... capabilities) {
    return new GpuDevices() {
      @Override
      public boolean present() {
        return capabilities.length > 0;
      }

      @Override
      public int count() {
        return capabilities.length;
      }

      @Override
      public ComputeCapability capability(int device) {
        String[] parts = capabilities[device].split("\\.");
        return new ComputeCapability(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      }

      @Override
      public void use(int device) {
        throw new UnsupportedOperationException();
      }

      @Override
      public int current() {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Test
  void gpusAreThereWhereTheyAreAskedForAndNd4jHasCodeForThem() {
    assertFinding(GpuCheck.of("w", false, false, gpus()).get(0), "OK", "computes on CPUs");
    assertFinding(GpuCheck.of("w", false, true, gpus("8.0")).get(0), "PROBLEM", "mvn -Pcuda");
    assertFinding(GpuCheck.of("w", true, false, gpus()).get(0), "OK", "on the CPU here");
    assertFinding(GpuCheck.of("w", true, true, gpus()).get(0), "PROBLEM", "install CUDA 11.6");
    List<Finding> two = GpuCheck.of("w", true, true, gpus("8.6", "9.0"));
    assertFinding(two.get(0), "OK", "0 of compute capability 8.6");
    assertFinding(two.get(1), "PROBLEM", "1 of compute capability 9.0, for which ND4J");
    assertFinding(two.get(1), "PROBLEM", "(3.7 to 8.9 run it)");
  }

  @ParameterizedTest
  @CsvSource({
    "resnet-lstm, resnet-lstm.backbone, frozen, 1.3",
    "resnet-lstm, resnet-lstm.backbone, finetune, 3.3",
    "c3d, resnet-lstm.backbone, finetune, 0.7",
    "audio-dnn, resnet-lstm.backbone, finetune, 0.5",
    "image-set, image-set.features, vgg-lstm, 1.7",
    "all, c3d.backbone, finetune, 1.8",
    "all, vgg-lstm.backbone, finetune, 4.6",
  })
  void aTaskTakesWhatItsLargestNetworkTakes(String network, String key, String value, double gb) {
    Settings settings = Settings.load(null, Map.of("train.network", List.of(network), key, value));

    assertThat(TaskMemory.of(settings)).isEqualTo((long) (gb * GB));
  }

  @Test
  void whatATaskThrewIsTakenOutOfItsWraps() {
    TaskCompletionListenerException late =
        new TaskCompletionListenerException(
            JavaConverters.asScalaBuffer(List.of("late")).toSeq(), Option.empty());
    late.addSuppressed(new IllegalStateException("no GPU\nat"));

    assertThat(Visits.reason(new ExecutionException(new RuntimeException("job", late))))
        .isEqualTo("no GPU");
    assertThat(Visits.reason(new ExecutionException(new NullPointerException())))
        .isEqualTo("java.lang.NullPointerException");
  }
}
