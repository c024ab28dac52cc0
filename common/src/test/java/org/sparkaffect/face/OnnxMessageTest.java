package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes worked out from the description of Protocol Buffers' wire format. */
class OnnxMessageTest {
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "300, ac02",
    "16383, ff7f",
    "16384, 808001",
    "34359738368, 808080808001",
    "9223372036854775807, ffffffffffffffff7f",
    "-1, ffffffffffffffffff01",
  })
  void integersTakeSevenBitsAByteTheLowestFirst(long value, String expected) {
    assertThat(hex(new OnnxMessage().integer(1, value))).isEqualTo("08" + expected);
  }

  @Test
  void aFieldAbove15HasALongerTag() {
    assertThat(hex(new OnnxMessage().integer(20, 2))).isEqualTo("a00102");
  }

  @Test
  void aRepeatedFieldRepeatsItsTag() {
    assertThat(hex(new OnnxMessage().integer(8, 3, 3).text(1, "a", "b")))
        .isEqualTo("40034003" + "0a0161" + "0a0162");
  }

  @Test
  void lengthsCountBytes() {
    assertThat(hex(new OnnxMessage().text(2, "ü"))).isEqualTo("1202c3bc");
    assertThat(hex(new OnnxMessage().bytes(9, new byte[200]))).startsWith("4ac80100").hasSize(406);
  }

  @Test
  void messagesNest() {
    OnnxMessage inner = new OnnxMessage().integer(1, 150);

    assertThat(hex(new OnnxMessage().message(3, inner).message(3, new OnnxMessage())))
        .isEqualTo("1a03089601" + "1a00");
  }

  private static String hex(OnnxMessage message) {
    return HexFormat.of().formatHex(message.toBytes());
  }
}
