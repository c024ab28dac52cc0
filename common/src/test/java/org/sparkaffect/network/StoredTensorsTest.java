package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class StoredTensorsTest {
  /** A tensor of bytes, and behind it one of floats. */
  private static final String MANIFEST =
      """
      [{"paths": ["shard1"], "weights": [
        {"name": "a/b", "shape": [2, 3], "dtype": "float32",
          "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
        {"name": "c", "shape": [1], "dtype": "float32"}]}]
      """;

  private static final byte[] VALUES = {0, 1, 2, 3, 4, (byte) 255, 0, 0, (byte) 0xc0, 0x3f};

  @Test
  void bytesAreScaledAndFloatsTaken() throws IOException {
    Map<String, INDArray> tensors = read(VALUES.length);

    assertThat(tensors).containsOnlyKeys("a/b", "c");
    assertThat(tensors.get("a/b").toFloatMatrix())
        .isDeepEqualTo(new float[][] {{-1, -0.5f, 0}, {0.5f, 1, 126.5f}});
    assertThat(tensors.get("c").toFloatVector()).containsExactly(1.5f);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 'the values end within the tensor a/b, at byte 5'",
    "9, 'the values end within the tensor c, at byte 9'",
    "11, '1 of 11 bytes of values are left over'"
  })
  void valuesThatDoNotFitAreRefused(int length, String message) {
    assertThatThrownBy(() -> read(length))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private static Map<String, INDArray> read(int length) throws IOException {
    return StoredTensors.read(
        new ByteArrayInputStream(MANIFEST.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayInputStream(Arrays.copyOf(VALUES, length)));
  }
}
