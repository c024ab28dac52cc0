package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that Spark runs, on machines that a false nvidia-smi tells of. */
class DiscoverGpusTest {
  private static final Path SCRIPT = Path.of("../deploy/discover-gpus").toAbsolutePath();

  @TempDir Path folder;

  private record Result(int code, String out, String err) {
    List<String> addresses() {
      return List.of(ResourceInformation.parseJson(out).addresses());
    }
  }

  private Result discover(String visible, String... nvidiaSmi) throws Exception {
    Path fake = folder.resolve("nvidia-smi");
    Files.writeString(fake, "#!/bin/sh\n" + String.join("\n", nvidiaSmi) + "\n");
    assertThat(fake.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script =
        new ProcessBuilder(SCRIPT.toString())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    script.environment().merge("PATH", folder + ":", (path, first) -> first + path);
    script.environment().remove("CUDA_VISIBLE_DEVICES");
    if (visible != null) {
      script.environment().put("CUDA_VISIBLE_DEVICES", visible);
    }
    int code = script.start().waitFor();
    return new Result(
        code, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
  }

  /** The rule stands in the script and in Java. */
  @ParameterizedTest
  @CsvSource({
    "2, 1, false",
    "3, 0, false",
    "3, 5, false",
    "3, 7, true", // K80
    "5, 0, true",
    "5, 2, true",
    "6, 0, true",
    "6, 1, true",
    "6, 2, true",
    "7, 0, true", // V100
    "7, 2, true",
    "7, 5, true", // T4
    "8, 0, true", // A100
    "8, 6, true", // A10
    "8, 9, true", // L4
    "9, 0, false", // H100
    "10, 0, false", // B200
    "12, 0, false",
  })
  void nd4jRunsOnWhatItHasCodeFor(int major, int minor, boolean runs) throws Exception {
    Result result = discover(null, "echo '0, GPU-a, %d.%d'".formatted(major, minor));

    assertThat(new ComputeCapability(major, minor).runsNd4j()).isEqualTo(runs);
    assertThat(result.addresses()).isEqualTo(runs ? List.of("0") : List.of());
    assertThat(result.err())
        .isEqualTo(
            runs
                ? ""
                : ("discover-gpus: GPU 0 is left out: ND4J has no code for compute capability %d.%d,"
                        + " only for 3.7 to 8.9\n")
                    .formatted(major, minor));
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "unset",
      value = {
        "unset             | 0 2 3",
        "''                | ''",
        "0                 | 0",
        "3                 | 0",
        "3,0               | 0 1",
        "3,1,0             | 0 2",
        "1                 | ''",
        "GPU-d,GPU-aa      | 0 1",
        "3,7,0             | 0",
        "-1                | ''",
      })
  void addressesAreCudasNumbers(String visible, String addresses) throws Exception {
    Result result =
        discover(
            visible,
            "echo '0, GPU-aa, 8.6'",
            "echo '1, GPU-bb, 9.0'",
            "echo '2, GPU-cc, 8.9'",
            "echo '3, GPU-dd, 7.0'");

    assertThat(result.addresses())
        .isEqualTo(addresses.isEmpty() ? List.of() : List.of(addresses.split(" ")));
  }

  @Test
  void saysWhereNvidiaSmiFails() throws Exception {
    Result result = discover(null, "echo 'Field \"compute_cap\" is not a valid field'", "exit 2");

    assertThat(result.err())
        .isEqualTo(
            "discover-gpus: nvidia-smi failed: Field \"compute_cap\" is not a valid field;"
                + " it takes NVIDIA's driver, 510 or later\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
  }
}
