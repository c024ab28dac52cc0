package org.sparkaffect.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.sparkaffect.TestData;

/**
 * A recording and what openSMILE makes of it: see the README beside the recordings. Others in the
 * same layout are taken where {@code -Degemaps.references} names their folder.
 */
record Reference(Path folder, String name) {
  private static final int WAV_HEAD = 44;
  private static final int LEADING_COLUMNS = 2;

  static List<Reference> all() {
    String given = System.getProperty("egemaps.references");
    Path folder = given == null ? TestData.beside(Reference.class, "egemaps") : Path.of(given);
    try (Stream<Path> recordings = Files.list(folder.resolve("wav"))) {
      return recordings
          .map(file -> file.getFileName().toString().replaceFirst("\\.wav(\\.gz)?$", ""))
          .sorted()
          .map(name -> new Reference(folder, name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reference of(String name) {
    return new Reference(TestData.beside(Reference.class, "egemaps"), name);
  }

  short[] samples() {
    byte[] wav = read("wav/" + name + ".wav");
    short[] samples = new short[(wav.length - WAV_HEAD) / 2];
    ByteBuffer.wrap(wav, WAV_HEAD, 2 * samples.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(samples);
    return samples;
  }

  /** The names, and a row of values if there is one. */
  List<String[]> functionals() {
    return table("func/" + name + ".csv");
  }

  /** The names, and a row of values each 10 ms. */
  List<String[]> descriptors() {
    return table("lld/" + name + ".csv");
  }

  private List<String[]> table(String file) {
    return new String(read(file), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(";"))
        .map(cells -> Arrays.copyOfRange(cells, LEADING_COLUMNS, cells.length))
        .toList();
  }

  private byte[] read(String file) {
    Path plain = folder.resolve(file);
    try {
      return Files.exists(plain) ? Files.readAllBytes(plain) : unzip(folder.resolve(file + ".gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return in.readAllBytes();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
