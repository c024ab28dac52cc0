package org.sparkaffect.jobs.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** The folder to which JavaCPP unpacks the native libraries. */
final class CacheCheck {
  private static final String CHECK = "natives' folder";
  private static final String REMEDY =
      "name another with -Dorg.bytedeco.javacpp.cachedir in the Java options of this process";

  private CacheCheck() {}

  static Finding here(String where) {
    try {
      File folder = Loader.getCacheDir();
      return of(where, folder.toPath(), folder.getUsableSpace());
    } catch (IOException e) {
      return Finding.problem(where, CHECK, "none can be written; %s", REMEDY);
    }
  }

  /**
   * @param free bytes on its disk
   */
  static Finding of(String where, Path folder, long free) {
    try {
      Files.delete(Files.createTempFile(folder, "doctor", null));
    } catch (IOException e) {
      return Finding.problem(where, CHECK, "%s cannot be written; %s", folder, REMEDY);
    }
    long least = 550L << 20; // what they take, unpacked
    return free < least
        ? Finding.warning(
            where,
            CHECK,
            "%s has %d MB left, and the libraries take up to %d unless they are there; %s",
            folder,
            free >> 20,
            least >> 20,
            REMEDY)
        : Finding.ok(where, CHECK, "%s", folder);
  }
}
