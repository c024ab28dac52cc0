package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.clip.Sex;
import org.sparkaffect.jobs.batch.TaskOutput;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.jobs.table.SpeechRow;
import org.sparkaffect.jobs.table.SpeechTable;

/**
 * Extraction of the voices of a corpus of speech.
 *
 * @param speakers the sex of each
 */
record SpeechWork(ExtractSettings settings, Map<String, Sex> speakers) implements Work<FileClips> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> tables() {
    return List.of(SpeechTable.NAME);
  }

  @Override
  public Worker<FileClips> worker(int cpus, Configuration hadoop) {
    return new ExtractWorker(settings, cpus, hadoop, new Tables());
  }

  private final class Tables implements ExtractWorker.Rows {
    private final SpeechTable speech = new SpeechTable();

    @Override
    public void faces(FacesRow row, TaskOutput output) {
      throw new IllegalStateException("nobody asked for faces");
    }

    @Override
    public void acoustics(AcousticsRow row, TaskOutput output) throws IOException {
      Sex sex = speakers.get(row.clip().subject());
      output.write(speech, new SpeechRow(row.clip(), sex, row.voice()));
    }
  }
}
