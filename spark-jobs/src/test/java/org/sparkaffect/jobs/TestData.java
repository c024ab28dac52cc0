package org.sparkaffect.jobs;

import java.nio.file.Path;

/** The folder {@code test-data} of the sources. */
public final class TestData {
  private static final Path FOLDER = Path.of("../test-data").toAbsolutePath().normalize();

  private TestData() {}

  public static Path file(String path) {
    return FOLDER.resolve(path);
  }
}
