package org.sparkaffect.jobs.extract;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.LongAccumulator;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.table.FacesTable;

/** The stage faces: aligned faces of all clips of a file. */
public final class FaceWork implements Work<FileClips> {
  private static final long serialVersionUID = 1L;

  /** What rejects call this stage, and the setting {@code extract.stages}. */
  public static final String STAGE = "faces";

  private final FaceSettings settings;
  private final LongAccumulator frames;

  /**
   * @param frames counts the frames of the clips that are done
   */
  public FaceWork(FaceSettings settings, LongAccumulator frames) {
    this.settings = settings;
    this.frames = frames;
  }

  @Override
  public String stage() {
    return STAGE;
  }

  @Override
  public List<String> tables() {
    return List.of(new FacesTable().name());
  }

  @Override
  public Worker<FileClips> worker(int cpus, Configuration hadoop) {
    return new FaceWorker(settings, cpus, hadoop, frames);
  }
}
