package org.sparkaffect.jobs.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.global.opencv_core;
import org.nd4j.linalg.factory.Nd4j;

/** Whether the native libraries can be unpacked, loaded and called. */
final class NativesCheck {
  private static final String CHECK = "natives";

  private NativesCheck() {}

  static List<Finding> here(String where) {
    Map<String, Callable<String>> libraries = new LinkedHashMap<>();
    libraries.put("FFmpeg", () -> avutil.av_version_info().getString());
    libraries.put("OpenCV", () -> opencv_core.getVersionString().getString().strip());
    libraries.put("ND4J", () -> Nd4j.scalar(1f).add(1).getFloat(0) == 2 ? "computes" : "is wrong");
    return of(where, libraries);
  }

  /**
   * @param libraries what each says when it is called
   */
  static List<Finding> of(String where, Map<String, Callable<String>> libraries) {
    List<String> loaded = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    libraries.forEach(
        (name, call) -> {
          try {
            loaded.add(name + " " + call.call());
          } catch (Exception | LinkageError e) {
            findings.add(
                Finding.problem(
                    where,
                    CHECK,
                    "%s does not load (%s); see to it that the folder of the next line can be written"
                        + " and executed, and that its glibc is 2.35 or later",
                    name,
                    first(e)));
          }
        });
    if (!loaded.isEmpty()) {
      findings.add(0, Finding.ok(where, CHECK, String.join(", ", loaded)));
    }
    return findings;
  }

  /** The cause at the bottom, in a line. */
  private static String first(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString().lines().findFirst().orElse("");
  }
}
