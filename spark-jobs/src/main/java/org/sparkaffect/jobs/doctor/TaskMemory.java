package org.sparkaffect.jobs.doctor;

import java.util.List;
import java.util.Map;
import org.sparkaffect.jobs.settings.Settings;

/**
 * The native memory that a task of the jobs takes at most, as notebooks-free-docs/performance.md
 * and sizing.md have measured it.
 */
final class TaskMemory {
  /** Decoder and face detection, of a 720p clip. */
  private static final double EXTRACT = 0.5;

  /** GB of a forward pass, and of a fit step, by network. */
  private static final Map<String, List<Double>> NETWORKS =
      Map.of(
          "vgg-lstm", List.of(1.7, 4.6),
          "resnet-lstm", List.of(1.3, 3.3),
          "c3d", List.of(0.7, 1.8));

  private TaskMemory() {}

  static long of(Settings settings) {
    double most = EXTRACT;
    for (String network : NETWORKS.keySet()) {
      if (trains(settings, network)) {
        most = Math.max(most, NETWORKS.get(network).get(passes(settings, network)));
      }
    }
    if (trains(settings, "image-set")) { // on a backbone that only runs forward
      String backbone = settings.config().getString("image-set.features");
      most = Math.max(most, NETWORKS.getOrDefault(backbone, List.of(EXTRACT)).get(0));
    }
    return (long) (most * (1L << 30));
  }

  private static boolean trains(Settings settings, String network) {
    List<String> named = settings.config().getStringList("train.network");
    return named.contains(network) || named.contains("all");
  }

  /** A frozen backbone only runs forward. */
  private static int passes(Settings settings, String network) {
    return settings.config().getString(network + ".backbone").equals("frozen") ? 0 : 1;
  }
}
