package org.sparkaffect.jobs;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparkaffect.jobs.cluster.Launch;
import org.sparkaffect.jobs.settings.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code affect}, with a subcommand for each job: {@code deploy/affect JOB ...}, or
 * {@code spark-submit --class org.sparkaffect.jobs.Main spark-affect.jar JOB ...}.
 */
@Command(
    name = "affect",
    sortOptions = false,
    customSynopsis = "affect JOB [options] [-- spark options]",
    description = "Turns an archive of videos into tables of emotions.",
    commandListHeading = "%nJobs:%n",
    footer = {
      "",
      "affect JOB --help explains a job. What follows -- are options of spark-submit.",
      "Exit codes: 0 done, 1 a bug, 2 wrong usage or settings, 3 unusable input, 4 too many"
          + " rejects,",
      "5 a workspace that cannot be read or written, or in which another command is at work."
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "explain the command")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "print the version")
  private boolean version;

  /** The jobs of the pipeline, in the order in which {@code run} takes them. */
  static List<Job> pipeline() {
    return List.of(new Extract(), new Train(), new Score(), new Fuse(), new Report());
  }

  /** Ends the JVM, since libraries leave threads behind that would keep it alive. */
  public static void main(String[] args) {
    int code = ExitCode.BUG;
    new Launch().endWithLauncher();
    try {
      code = commandLine(pipeline()).execute(args);
    } catch (Error e) {
      Complaints.bug(e, "affect", new PrintWriter(System.err, true));
    }
    if (code != ExitCode.DONE || !isYarnApplicationMaster()) {
      System.exit(code);
    }
  }

  /** YARN's application master ends the JVM itself, and takes any other exit for a failure. */
  private static boolean isYarnApplicationMaster() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  static CommandLine commandLine(List<Job> pipeline) {
    CommandLine affect = new CommandLine(new Main());
    affect.getCommandSpec().version("spark-affect " + Version.current());
    pipeline.forEach(job -> affect.addSubcommand(job.name(), job));
    affect.addSubcommand("pretrain-audio", new PretrainAudio());
    affect.addSubcommand(new EgemapsCsv());
    affect.addSubcommand(new ImportWeights());
    affect.addSubcommand("run", new Run(pipeline));
    affect.addSubcommand(new ScoreArchive());
    affect.addSubcommand(new Doctor(pipeline));
    Complaints complaints = new Complaints();
    return affect
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints)
        .setUsageHelpWidth(100);
  }

  /** No job was named. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
