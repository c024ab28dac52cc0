package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.LongAccumulator;
import org.sparkaffect.jobs.batch.TaskOutput;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.FacesRow;
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
    return List.of(FacesTable.NAME, AcousticsTable.NAME);
  }

  @Override
  public Worker<FileClips> worker(int cpus, Configuration hadoop) {
    return new ExtractWorker(settings, cpus, hadoop, new Tables());
  }

  private final class Tables implements ExtractWorker.Rows {
    private final FacesTable faces = new FacesTable();
    private final AcousticsTable acoustics = new AcousticsTable();

    @Override
    public void faces(FacesRow row, TaskOutput output) throws IOException {
      output.write(faces, row);
      frames.add(row.frames());
    }

    @Override
    public void acoustics(AcousticsRow row, TaskOutput output) throws IOException {
      output.write(acoustics, row);
    }
  }
}
