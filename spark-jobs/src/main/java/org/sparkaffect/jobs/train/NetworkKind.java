package org.sparkaffect.jobs.train;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** What networks of one kind, such as the visual ones, are trained on and begin with. */
interface NetworkKind<O extends Origin> {
  Schedule schedule();

  /** The settings and groups of settings on which the model depends. */
  List<String> keys();

  /** The table that it reads. */
  String table();

  /** What it is trained on and validated with. */
  TrainingClips clips() throws Exception;

  /** What it begins with. */
  O origin(TrainingClips clips) throws Exception;

  /** What it begins with, and what of it is trained, in a phrase. */
  String describe(O origin);

  /** A training that can begin. */
  Training training(
      O origin,
      ModelCard card,
      ModelFolder folder,
      TrainingClips clips,
      Broadcast<SerializableConfiguration> hadoopOfTasks)
      throws Exception;
}
