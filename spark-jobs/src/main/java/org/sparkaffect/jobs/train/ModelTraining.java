package org.sparkaffect.jobs.train;

/** The driver's part of training a model. */
public interface ModelTraining {
  /** Whether the workspace has the table that the model reads. */
  boolean hasInput() throws Exception;

  /** What there is to do, in a line. */
  String describe() throws Exception;

  /**
   * Trains, or goes on, or leaves a model that is trained as it is.
   *
   * @return how many clips it was trained on and validated with; 0 where it was left
   * @throws org.sparkaffect.jobs.settings.SettingsException where there is a model of other
   *     settings, another backbone or other clips, trained or begun
   */
  int run() throws Exception;
}
