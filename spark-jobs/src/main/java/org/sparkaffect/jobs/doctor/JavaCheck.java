package org.sparkaffect.jobs.doctor;

/** The Java that runs, and what it runs on. */
final class JavaCheck {
  static final int NEEDED = 17;

  private JavaCheck() {}

  static Finding here(String where) {
    return of(
        where,
        Runtime.version().feature(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  static Finding of(String where, int feature, String os, String arch) {
    String found = "Java %d on %s, %s".formatted(feature, os, arch);
    if (feature != NEEDED) {
      return Finding.problem(
          where,
          "java",
          "%s; Spark 3.5 takes 17: set JAVA_HOME, for executors spark.executorEnv.JAVA_HOME",
          found);
    }
    return os.equals("Linux") && arch.equals("amd64")
        ? Finding.ok(where, "java", found)
        : Finding.problem(
            where, "java", "%s; the native libraries in the jar are for Linux, amd64", found);
  }
}
