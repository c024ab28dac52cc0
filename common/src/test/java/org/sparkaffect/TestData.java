package org.sparkaffect;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The files that tests read. */
public final class TestData {
  private static final Path ROOT = Path.of("..", "test-data").toAbsolutePath().normalize();

  private TestData() {}

  /** A file of {@code test-data/} at the repository's root. */
  public static Path file(String name) {
    return ROOT.resolve(name);
  }

  /** A file beside a test class, among its resources. */
  public static Path beside(Class<?> test, String name) {
    try {
      return Path.of(test.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
