package org.sparkaffect.jobs.score;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.jobs.table.WorkspaceException;

/** The models that this process has in memory, each read once, however many tasks there are. */
public final class LoadedModels {
  private static final Map<Key, Model> MODELS = new HashMap<>();
  private static String runOfModels = "";

  private LoadedModels() {}

  /** On a machine with GPUs, each that a task is bound to has weights of its own. */
  private record Key(ModelFile file, int device) {}

  /**
   * A model, read by the first that asks.
   *
   * @param run by whom; the models of the run before it are let go
   */
  public static synchronized Model of(ModelFile file, String run, Configuration hadoop)
      throws WorkspaceException {
    if (!run.equals(runOfModels)) {
      clear();
      runOfModels = run;
    }
    Key key = new Key(file, Nd4j.getAffinityManager().getDeviceForCurrentThread());
    Model model = MODELS.get(key);
    if (model == null) {
      model = file.open(hadoop);
      MODELS.put(key, model);
    }
    return model;
  }

  /** Lets them go to the collector, as a task that was given up may be at one still. */
  public static synchronized void clear() {
    MODELS.clear();
  }
}
