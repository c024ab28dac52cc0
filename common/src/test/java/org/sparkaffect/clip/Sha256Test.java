package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** The example of FIPS 180-2, appendix B.1. */
  @Test
  void isTheStandards() throws IOException {
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.hex(new ByteArrayInputStream(new byte[] {'a', 'b', 'c'})))
        .isEqualTo(Sha256.hex("abc"));
    assertThat(Sha256.bits("abc")).isEqualTo(0xba7816bf8f01cfeaL);
  }
}
