package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListenerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import scala.collection.JavaConverters;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Shows its settings as the error of its check, so that Spark is never started. */
  @Command
  private static final class Extract implements Job, Callable<Integer> {
    private final Supplier<? extends Exception> outcome;

    @Mixin private JobOptions options;

    @Option(names = "--manifest")
    private String manifest;

    @Option(names = "--stages", split = ",")
    private List<String> stages;

    Extract(Supplier<? extends Exception> outcome) {
      this.outcome = outcome;
    }

    @Override
    public String name() {
      return "extract";
    }

    @Override
    public Integer call() throws Exception {
      if (outcome != null) {
        throw outcome.get();
      }
      return options.run(this);
    }

    @Override
    public void check(Settings settings) {
      throw new SettingsException(settings.toJson());
    }

    @Override
    public void run(Settings settings, SparkSession spark) {}
  }

  private int affect(Supplier<? extends Exception> outcome, String... args) {
    CommandLine command = Main.commandLine(List.of(new Extract(outcome)));
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extrct                      | affect: unknown job 'extrct'; the nearest is 'extract'. See affect --help.",
        "extrct --limit 3            | affect: unknown job 'extrct'; the nearest is 'extract'. See affect --help.",
        "--vresion                   | affect: unknown option '--vresion'; the nearest is '--version'. See affect --help.",
        "extract --manifst x         | affect extract: unknown option '--manifst'; the nearest is '--manifest'. See affect extract --help.",
        "extract --manifst=x=y       | affect extract: unknown option '--manifst'; the nearest is '--manifest'. See affect extract --help.",
        "extract --dryrun            | affect extract: unknown option '--dryrun'; the nearest is '--dry-run'. See affect extract --help.",
        "extract clips.csv           | affect extract: unexpected argument 'clips.csv'. See affect extract --help.",
        "extract --limit few         | affect extract: Invalid value for option '--limit': 'few' is not a long. See affect extract --help.",
        "extract --config            | affect extract: Missing required parameter for option '--config' (FILE). See affect extract --help.",
        "run --config /no/such.conf  | affect run: there is no settings file '/no/such.conf'",
        "run                         | affect run: manifest has no value; give it in the settings file, or as an option of the job",
      })
  void refusesWrongUsageInOneSentence(String args, String sentence) {
    assertThat(affect(null, args.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err).hasToString(sentence + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SettingsException("no"), 2, "no"),
        Arguments.of(new InputException("m.csv: 3: no clip"), 3, "m.csv: 3: no clip"),
        Arguments.of(
            new RuntimeException("Job aborted", new InputException("all clips are unreadable")),
            3,
            "all clips are unreadable"),
        Arguments.of(endOfTask(new SettingsException("no GPU")), 2, "no GPU"),
        Arguments.of(
            new TooManyRejectsException("faces", 3, 10, 0.2),
            4,
            "stage faces rejected 3 of 10 clips, more than max-reject-ratio = 0.2 allows; the table"
                + " of rejects says why"));
  }

  /** What Spark makes of an exception that a task's listener throws. */
  private static Exception endOfTask(Exception thrown) {
    Exception listeners =
        new TaskCompletionListenerException(
            JavaConverters.asScalaBuffer(List.of("no GPU")), scala.Option.empty());
    listeners.addSuppressed(thrown);
    return new RuntimeException("Job aborted", listeners);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aMistakeIsASentenceWithoutAStackTrace(Exception failure, int code, String sentence) {
    assertThat(affect(() -> failure, "extract")).isEqualTo(code);
    assertThat(err).hasToString("affect extract: " + sentence + System.lineSeparator());
  }

  @Test
  void aBugIsAStackTraceAndASentence() {
    assertThat(affect(() -> new IllegalStateException("odd"), "extract")).isEqualTo(ExitCode.BUG);
    assertThat(err.toString())
        .startsWith("java.lang.IllegalStateException: odd")
        .contains("at org.sparkaffect.jobs.MainTest")
        .contains("affect extract: this is a bug in spark-affect");
  }

  @Test
  void anOptionOverridesTheSettingOfItsNameOrOfTheJobsGroup() {
    affect(
        null,
        "extract --manifest file:/a/m.csv --stages a,b --limit 3 --dry-run --workspace file:/w"
            .split(" "));

    assertThat(err.toString())
        .contains("\"dry-run\":true", "\"limit\":3", "\"stages\":[\"a\",\"b\"]")
        .contains("\"manifest\":\"file:/a/m.csv\"", "\"workspace\":\"file:/w\"");
  }

  @ParameterizedTest
  @CsvSource({
    "--help, Usage: affect JOB [options] [-- spark options]",
    "run --help, Usage: affect run ",
    "extract --help, Usage: affect extract ",
    "--version, spark-affect ",
  })
  void explainsItselfOnStandardOutput(String args, String start) {
    assertThat(affect(null, args.split(" "))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).startsWith(start);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void namingNoJobIsWrongUsage() {
    assertThat(affect(null)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Usage: affect JOB").contains("extract", "run");
  }
}
