package org.sparkaffect.jobs;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.extract.SoundBuffer;
import org.sparkaffect.media.MediaFile;
import org.sparkaffect.media.MediaLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The voice features of single files, without tables and without Spark, as openSMILE writes them:
 *
 * <pre>
 * deploy/affect egemaps one.wav two.mp4 &gt; features.csv
 * </pre>
 */
@Command(
    name = "egemaps",
    sortOptions = false,
    description = "Prints the 88 eGeMAPS functionals of audio or video files as CSV.")
final class EgemapsCsv implements Callable<Integer> {
  private static final MediaLimits LIMITS =
      new MediaLimits(Duration.ofHours(1), 36_000_000, Duration.ofHours(1));

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "paths or URIs")
  private List<String> files;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "explain the job")
  private boolean help;

  /** A file that cannot be read costs a sentence on standard error, and the exit code. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Configuration hadoop = new Configuration();
    Egemaps egemaps = new Egemaps();
    int code = ExitCode.DONE;
    out.println("name;frameTime;" + String.join(";", Egemaps.FUNCTIONALS));
    for (String file : files) {
      try {
        SoundBuffer sound = sound(file, hadoop);
        Optional<Voice> voice = egemaps.of(sound.samples(), sound.length());
        voice.ifPresentOrElse(
            found -> out.println(line(file, found)),
            () -> err.printf("affect egemaps: %s: less than 60 ms of sound, so no line%n", file));
        out.flush();
      } catch (RejectedException e) {
        err.printf("affect egemaps: %s: %s (%s)%n", file, e.getMessage(), e.reason());
        code = ExitCode.INPUT;
      }
    }
    return code;
  }

  private static SoundBuffer sound(String file, Configuration hadoop) throws RejectedException {
    Path path = FilePath.resolve(file, FilePath.WORKING_DIRECTORY, hadoop);
    SoundBuffer sound = new SoundBuffer(0, Long.MAX_VALUE);
    try (MediaFile media = MediaFile.open(path, hadoop, LIMITS, 1)) {
      if (!media.info().sound()) {
        throw new RejectedException(RejectReason.NO_SOUND, "there is no sound stream");
      }
      media.decode(0, Long.MAX_VALUE, new long[0], null, sound);
    }
    return sound;
  }

  private static String line(String file, Voice voice) {
    String name = new Path(file).getName();
    StringBuilder line =
        new StringBuilder("'" + name.replaceFirst("(.)\\.[^.]*$", "$1") + "';0.000000");
    for (float functional : voice.functionals()) {
      line.append(';').append(number(functional));
    }
    return line.toString();
  }

  /** As openSMILE prints it: seven digits and an exponent, but whole numbers as they are. */
  private static String number(float value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%e", value);
  }
}
