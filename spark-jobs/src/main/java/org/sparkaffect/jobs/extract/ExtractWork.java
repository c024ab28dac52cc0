package org.sparkaffect.jobs.extract;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.LongAccumulator;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.FacesTable;

/** Extraction of files. */
public final class ExtractWork implements Work<FileClips> {
  private static final long serialVersionUID = 1L;

  private final ExtractSettings settings;
  private final LongAccumulator frames;

  /**
   * @param frames counts the frames of the clips that are done
   */
  public ExtractWork(ExtractSettings settings, LongAccumulator frames) {
    this.settings = settings;
    this.frames = frames;
  }

  @Override
  public List<String> tables() {
    return List.of(new FacesTable().name(), new AcousticsTable().name());
  }

  @Override
  public Worker<FileClips> worker(int cpus, Configuration hadoop) {
    return new ExtractWorker(settings, cpus, hadoop, frames);
  }
}
