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
    String[] command =
        Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(args)).toArray(String[]::new);
    return run(folder, Map.of(), command);
  }

  /** Runs a command in a folder, with none of Spark's variables but those given. */
  static Result run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    process.environment().putAll(environment);
    int code = process.start().waitFor();
    return new Result(code, Files.readString(out), Files.readString(err));
  }
}
