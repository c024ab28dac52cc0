package org.sparkaffect.jobs;

import com.typesafe.config.ConfigException;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.spark.util.TaskCompletionListenerException;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Nearest;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.WorkspaceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error what went wrong: one sentence, and a stack trace only for a bug. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Map<Class<? extends Exception>, Integer> CODES =
      Map.of(
          SettingsException.class, ExitCode.USAGE,
          ConfigException.WrongType.class, ExitCode.USAGE,
          ConfigException.BadValue.class, ExitCode.USAGE,
          InputException.class, ExitCode.INPUT,
          TooManyRejectsException.class, ExitCode.TOO_MANY_REJECTS,
          WorkspaceException.class, ExitCode.WORKSPACE);

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String sentence =
        e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : e.getMessage();
    command.getErr().printf("%s: %s. See %s --help.%n", name, sentence, name);
    return ExitCode.USAGE;
  }

  private static String unknown(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String typed = e.getUnmatched().get(0);
    if (typed.startsWith("-")) {
      String option = typed.replaceFirst("=.*", "");
      return "unknown option '%s'; the nearest is '%s'"
          .formatted(option, Nearest.to(option, command.getCommandSpec().optionsMap().keySet()));
    }
    return command.getSubcommands().isEmpty()
        ? "unexpected argument '%s'".formatted(typed)
        : "unknown job '%s'; the nearest is '%s'"
            .formatted(typed, Nearest.to(typed, command.getSubcommands().keySet()));
  }

  /** A task's exception comes wrapped in Spark's, so its causes count too. */
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Throwable mistake = unwrap(cause);
      for (Map.Entry<Class<? extends Exception>, Integer> known : CODES.entrySet()) {
        if (known.getKey().isInstance(mistake)) {
          command.getErr().printf("%s: %s%n", name, mistake.getMessage());
          return known.getValue();
        }
      }
    }
    bug(e, name, command.getErr());
    return ExitCode.BUG;
  }

  /** Spark suppresses what a task throws at its very end. */
  private static Throwable unwrap(Throwable cause) {
    boolean late =
        cause instanceof TaskCompletionListenerException && cause.getSuppressed().length > 0;
    return late ? cause.getSuppressed()[0] : cause;
  }

  static void bug(Throwable thrown, String command, PrintWriter err) {
    thrown.printStackTrace(err);
    err.printf(
        "%s: this is a bug in spark-affect, unless the trace above tells of memory, disk or the"
            + " cluster; please report it with the trace.%n",
        command);
  }
}
