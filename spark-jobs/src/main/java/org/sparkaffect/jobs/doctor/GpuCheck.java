package org.sparkaffect.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import org.sparkaffect.jobs.cluster.GpuDevices;

/** The GPUs that ND4J computes on. */
final class GpuCheck {
  private static final String CHECK = "GPU";

  private GpuCheck() {}

  /**
   * @param jarHasCuda whether ND4J for GPUs is in the jar
   * @param asked whether this process is to have GPUs
   */
  static List<Finding> of(String where, boolean jarHasCuda, boolean asked, GpuDevices devices) {
    if (!jarHasCuda) {
      return List.of(
          asked
              ? Finding.problem(
                  where,
                  CHECK,
                  "asked for, but this jar computes on CPUs only: build it with mvn -Pcuda -DskipTests package")
              : Finding.ok(where, CHECK, "none; this jar computes on CPUs"));
    }
    if (!devices.present()) {
      return List.of(
          asked
              ? Finding.problem(
                  where,
                  CHECK,
                  "ND4J finds none: install CUDA 11.6 and NVIDIA's driver, 510 or later, on every worker")
              : Finding.ok(where, CHECK, "none that ND4J finds; networks compute on the CPU here"));
    }
    List<Finding> findings = new ArrayList<>();
    for (int device = 0; device < devices.count(); device++) {
      String gpu = "%d of compute capability %s".formatted(device, devices.capability(device));
      findings.add(
          devices.capability(device).runsNd4j()
              ? Finding.ok(where, CHECK, gpu)
              : Finding.problem(
                  where,
                  CHECK,
                  "%s, for which ND4J 1.0.0-M2.1 has no code (3.7 to 8.9 run it): find GPUs with"
                      + " deploy/discover-gpus, or hide it with CUDA_VISIBLE_DEVICES",
                  gpu));
    }
    return findings;
  }
}
