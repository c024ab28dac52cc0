package org.sparkaffect.jobs.archive;

import org.apache.hadoop.fs.Path;
import org.sparkaffect.jobs.score.ScoreSettings;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * What an archive is scored with.
 *
 * @param files the folder or manifest
 * @param folder whether it is a folder, of which nothing but its files is known
 * @param models folder of the models, each in a folder named after its network
 * @param modelFile the name of a model's file
 * @param weights of the fusion's members
 */
public record ArchiveSettings(
    Path files, boolean folder, Path models, String modelFile, Path weights) {
  private static final String ARCHIVE = "score-archive.archive";

  /**
   * Reads them.
   *
   * @throws SettingsException where neither an archive nor a manifest is named
   */
  public static ArchiveSettings of(Settings settings) {
    boolean folder = settings.config().hasPath(ARCHIVE);
    if (!folder && !settings.config().hasPath("manifest")) {
      throw new SettingsException(
          "there is nothing to score: give --archive, a folder of files, or --manifest, a list");
    }
    Path models =
        path(settings, "score-archive.models", new Path(settings.path("workspace"), "models"));
    return new ArchiveSettings(
        settings.path(folder ? ARCHIVE : "manifest"),
        folder,
        models,
        ScoreSettings.modelFile(settings),
        path(settings, "score-archive.weights", new Path(models.getParent(), "tables/weights")));
  }

  private static Path path(Settings settings, String key, Path otherwise) {
    return settings.config().hasPath(key) ? settings.path(key) : otherwise;
  }
}
