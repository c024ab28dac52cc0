package org.sparkaffect.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the real script, with the packaged jar and the embedded Spark. */
final class Launcher {
  static final Path SCRIPT = Path.of("../deploy/affect").toAbsolutePath().normalize();

  private Launcher() {}

  record Result(int code, String out, String err) {}

  static Result affect(Path folder, String... args) throws IOException, InterruptedException {
    return result(folder, start(folder, args));
  }

  /** Starts the script; its output goes to files in the folder. */
  static Process start(Path folder, String... args) throws IOException {
    return start(folder, Map.of(), command(args));
  }

  private static String[] command(String... args) {
    return Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(args)).toArray(String[]::new);
  }

  /** Starts a command in a folder, with none of Spark's variables but those given. */
  static Process start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    process.environment().putAll(environment);
    return process.start();
  }

  /** Waits for the end of a process. */
  static Result result(Path folder, Process process) throws IOException, InterruptedException {
    int code = process.waitFor();
    return new Result(
        code, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
  }

  /** Runs a command in a folder, with none of Spark's variables but those given. */
  static Result run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return result(folder, start(folder, environment, command));
  }
}
