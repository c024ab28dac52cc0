package org.sparkaffect.jobs.table;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a workspace.
 *
 * @param id no other has it
 * @param machine where {@code pid} means something: a boot of a computer, and a container on it
 * @param since when it was taken
 * @param job the name of the command
 */
public record LockHolder(
    String id, String machine, long pid, String host, Instant since, String job) {
  private static final int FIELDS = 6;

  static LockHolder here(String job) {
    return new LockHolder(
        UUID.randomUUID().toString(),
        machineHere(),
        ProcessHandle.current().pid(),
        hostHere(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        job);
  }

  private static String machineHere() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return UUID.randomUUID().toString(); // nobody can be asked about its processes
    }
  }

  private static String hostHere() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "an unknown host";
    }
  }

  /** Reads what {@link #line} wrote; nothing where it was killed in writing. */
  static Optional<LockHolder> parse(String text) {
    String[] fields = text.split("\t");
    try {
      return fields.length <= FIELDS
          ? Optional.empty()
          : Optional.of(
              new LockHolder(
                  fields[0],
                  fields[1],
                  Long.parseLong(fields[2]),
                  fields[3],
                  Instant.parse(fields[4]),
                  fields[5]));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * @param beat counts the lines that it wrote
   */
  String line(long beat) {
    return String.join(
        "\t", id, machine, Long.toString(pid), host, since.toString(), job, beat + "\n");
  }

  /** Whether it is known that its process has ended, or is this one, which has let go of it. */
  boolean isGone() {
    return machine.equals(machineHere())
        && (pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty());
  }

  @Override
  public String toString() {
    return "%s (process %d on %s, since %s)".formatted(job, pid, host, since);
  }
}
