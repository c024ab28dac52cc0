package org.sparkaffect.jobs.train;

import org.sparkaffect.jobs.settings.SettingsException;

/** Whether the driver can hold what it averages. */
final class DriverHeap {
  private static final double GB = 1L << 30;

  /**
   * Of weights and the updater's state, on the driver of a cluster: as they are sent, as Spark
   * stores them, as they come back and are summed.
   */
  private static final int COPIES = 4;

  /** Where workers are in the same process, each has more: its result, and Spark's bytes of it. */
  private static final int COPIES_OF_A_WORKER = 5;

  private DriverHeap() {}

  /**
   * @param workersHere workers in this process
   * @throws SettingsException where a network of so many parameters does not fit
   */
  static void require(String network, long parameters, int workersHere, long heapBytes) {
    int copies = Math.max(COPIES, 1 + workersHere * COPIES_OF_A_WORKER);
    double need = copies * 2.0 * Float.BYTES * parameters / GB;
    double heap = heapBytes / GB;
    if (heap < need) {
      throw new SettingsException(
          "%s: averaging its %d million weights takes about %.1f GB of the driver's heap, which has %.1f; give it more, as in -- --driver-memory %.0fg%s"
              .formatted(
                  network,
                  parameters / 1_000_000,
                  need,
                  heap,
                  Math.ceil(need) + 1,
                  workersHere > 1 ? ", or set train.workers = 1" : ""));
    }
  }
}
