package org.sparkaffect.jobs;

/** What the command's exit code says. */
final class ExitCode {
  static final int DONE = 0;
  static final int BUG = 1;
  static final int USAGE = 2;
  static final int INPUT = 3;
  static final int TOO_MANY_REJECTS = 4;
  static final int WORKSPACE = 5;

  private ExitCode() {}
}
