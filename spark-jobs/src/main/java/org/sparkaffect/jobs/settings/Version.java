package org.sparkaffect.jobs.settings;

/** The version of spark-affect that is running. */
public final class Version {
  private Version() {}

  /** Returns the packaged jar's version, or {@code development} where classes run unpackaged. */
  public static String current() {
    String packaged = Version.class.getPackage().getImplementationVersion();
    return packaged == null ? "development" : packaged;
  }
}
