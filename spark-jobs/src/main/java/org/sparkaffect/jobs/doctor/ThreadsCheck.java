package org.sparkaffect.jobs.doctor;

/** Whether tasks compute with as many threads as they have cores. */
final class ThreadsCheck {
  private static final String CHECK = "threads";
  private static final String VARIABLE = "OMP_NUM_THREADS";

  private ThreadsCheck() {}

  static Finding here(String where, int tasks, int taskCpus) {
    return of(
        where,
        Runtime.getRuntime().availableProcessors(),
        tasks,
        taskCpus,
        System.getenv(VARIABLE));
  }

  /**
   * @param cores of the machine or container
   * @param tasks that run at once in the process
   * @param taskCpus cores that Spark reckons for each
   * @param openMp what the environment says to OpenMP; null for nothing
   */
  static Finding of(String where, int cores, int tasks, int taskCpus, String openMp) {
    String set = "set %s=%d in its environment".formatted(VARIABLE, taskCpus);
    if (openMp == null || !openMp.matches("[1-9]\\d{0,3}")) {
      return Finding.warning(
          where,
          CHECK,
          "%s is '%s', so each of %d tasks starts %d threads: %s",
          VARIABLE,
          openMp == null ? "" : openMp,
          tasks,
          cores,
          set);
    }
    int threads = Integer.parseInt(openMp);
    String found =
        "%d cores, %d tasks of %d cores and %d threads each"
            .formatted(cores, tasks, taskCpus, threads);
    if (tasks * threads > cores) {
      return Finding.warning(
          where, CHECK, "%s, more threads than cores: run fewer tasks, or %s", found, set);
    }
    return threads < taskCpus
        ? Finding.warning(where, CHECK, "%s: %s", found, set)
        : Finding.ok(where, CHECK, found);
  }
}
