package org.sparkaffect.jobs.fuse;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Split;
import org.sparkaffect.fusion.Objective;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * How scores are fused.
 *
 * @param learnOn the clips for which weights are searched
 * @param weights a file of weights that are taken as they are
 * @param feedback a file of answers; empty for none, or for a hold-out
 * @param holdOut whether labels of the clips that are submitted stand for a server
 * @param steps of the feedback loop
 * @param submitted the clips that are submitted
 * @param submission folder of files for a challenge's server
 * @param timeLimit of the search
 * @param limit clips of each split, at most
 */
public record FuseSettings(
    List<Member> members,
    Split learnOn,
    Objective objective,
    Optional<Path> weights,
    Optional<Path> feedback,
    boolean holdOut,
    int steps,
    Split submitted,
    Optional<Path> submission,
    Duration timeLimit,
    long limit,
    long seed) {
  private static final String HOLD_OUT = "holdout";

  /**
   * Reads them.
   *
   * @throws SettingsException where one cannot be so
   */
  public static FuseSettings of(Settings settings) {
    Optional<Path> feedback = path(settings, "fuse.feedback");
    boolean holdOut = feedback.filter(path -> path.getName().equals(HOLD_OUT)).isPresent();
    return new FuseSettings(
        Member.all(settings),
        split(settings, "fuse.learn-on"),
        objective(settings),
        path(settings, "fuse.weights"),
        feedback.filter(path -> !holdOut),
        holdOut,
        Math.toIntExact(atLeastOne(settings, "fuse.steps")),
        split(settings, "fuse.submitted"),
        path(settings, "fuse.submission"),
        settings.duration("fuse.time-limit"),
        settings.config().hasPath("limit") ? atLeastOne(settings, "limit") : Long.MAX_VALUE,
        settings.config().getLong("seed"));
  }

  boolean hasFeedback() {
    return holdOut || feedback.isPresent();
  }

  private static Optional<Path> path(Settings settings, String key) {
    return settings.config().hasPath(key) ? Optional.of(settings.path(key)) : Optional.empty();
  }

  private static Split split(Settings settings, String key) {
    List<String> known = Arrays.stream(Split.values()).map(Split::label).toList();
    return Split.parse(settings.name(key, known)).orElseThrow();
  }

  private static Objective objective(Settings settings) {
    List<String> known = Arrays.stream(Objective.values()).map(Objective::label).toList();
    return Objective.values()[known.indexOf(settings.name("fuse.objective", known))];
  }

  private static long atLeastOne(Settings settings, String key) {
    long value = settings.config().getLong(key);
    if (value < 1) {
      throw settings.refused(key, "must be at least 1");
    }
    return value;
  }
}
