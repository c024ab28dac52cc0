package org.sparkaffect.jobs.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * Whether the limits of memory of a process fit each other, and what its tasks need.
 *
 * @param heap the most that the Java heap may take
 * @param javaCpp the native memory that JavaCPP allows; 0 for any
 * @param javaCppProcess the size of the whole process up to which JavaCPP allows native memory; 0
 *     for any
 * @param limit the memory of the container or, where there is none, of the machine
 */
record MemoryCheck(long heap, long javaCpp, long javaCppProcess, long limit) {
  /** Of code, threads and what the JVM needs beside its heap. */
  static final long JVM = 300L << 20;

  private static final String CHECK = "memory";
  private static final String OPTIONS =
      "-Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0";

  static MemoryCheck here() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new MemoryCheck(
        Runtime.getRuntime().maxMemory(),
        Pointer.maxBytes(),
        Pointer.maxPhysicalBytes(),
        system.getTotalMemorySize());
  }

  /**
   * @param tasks that run at once in the process
   * @param need native memory of one
   */
  Finding of(String where, int tasks, long need) {
    long ours = tasks * need;
    long all = heap + ours + JVM;
    String sum =
        "heap %s, %d tasks of up to %s beside it and %s for the JVM make %s"
            .formatted(gb(heap), tasks, gb(need), gb(JVM), gb(all));
    if (all > limit) {
      return Finding.problem(
          where,
          CHECK,
          "%s, more than the %s that there are: give less heap, run fewer tasks at once, or take more memory",
          sum,
          gb(limit));
    }
    if (javaCpp > 0 && javaCpp < ours || javaCppProcess > 0 && javaCppProcess < all) {
      return Finding.problem(
          where,
          CHECK,
          "%s, but JavaCPP stops at %s of native memory or a process of %s: add %s to its Java options",
          sum,
          javaCpp == 0 ? "any" : gb(javaCpp),
          javaCppProcess == 0 ? "any size" : gb(javaCppProcess),
          OPTIONS);
    }
    return Finding.ok(where, CHECK, "%s, of %s", sum, gb(limit));
  }

  static String gb(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
  }
}
