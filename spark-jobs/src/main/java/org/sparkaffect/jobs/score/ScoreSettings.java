package org.sparkaffect.jobs.score;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sparkaffect.clip.Split;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * What is scored, and with what.
 *
 * @param networks their names
 * @param whicheverThereAre whether those without a model are left out
 * @param file the name of a model's file
 * @param splits empty for all clips, those of no split too
 * @param limit of the clips
 */
public record ScoreSettings(
    List<String> networks, boolean whicheverThereAre, String file, Set<Split> splits, long limit) {
  private static final String ALL = "all";

  /**
   * Reads them.
   *
   * @throws SettingsException where one cannot be so
   */
  public static ScoreSettings of(Settings settings) {
    List<String> known = Stream.concat(Networks.NAMES.stream(), Stream.of(ALL)).toList();
    List<String> named = settings.names("score.network", known);
    if (named.isEmpty()) {
      throw settings.refused("score.network", "must name at least one");
    }
    boolean all = named.contains(ALL);
    Set<Split> splits = EnumSet.noneOf(Split.class);
    if (settings.config().hasPath("score.splits")) {
      List<String> labels = Stream.of(Split.values()).map(Split::label).toList();
      settings.names("score.splits", labels).stream()
          .flatMap(label -> Split.parse(label).stream())
          .forEach(splits::add);
    }
    long limit =
        settings.optional("limit", (config, key) -> config.getLong(key)).orElse(Long.MAX_VALUE);
    if (limit < 1) {
      throw settings.refused("limit", "must be at least 1");
    }
    return new ScoreSettings(all ? Networks.NAMES : named, all, modelFile(settings), splits, limit);
  }

  /** The name of a model's file. */
  public static String modelFile(Settings settings) {
    return settings.name("score.model", List.of("best", "last")) + ".zip";
  }

  boolean takes(Split split) {
    return splits.isEmpty() || splits.contains(split);
  }
}
