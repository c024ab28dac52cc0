package org.sparkaffect.jobs.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.LongAccumulator;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.batch.TaskOutput;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.cluster.GpuBinding;
import org.sparkaffect.jobs.extract.ExtractSettings;
import org.sparkaffect.jobs.extract.ExtractWorker;
import org.sparkaffect.jobs.extract.FileClips;
import org.sparkaffect.jobs.score.LoadedModels;
import org.sparkaffect.jobs.score.ModelFile;
import org.sparkaffect.jobs.score.Networks;
import org.sparkaffect.jobs.score.Scorer;
import org.sparkaffect.jobs.score.Senses;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.ScoresTable;

/**
 * Scoring of files as they are decoded.
 *
 * @param run the same for all tasks that are to share models
 * @param frames counts the frames of the clips that are done
 */
record ArchiveWork(
    ExtractSettings settings, List<ModelFile> models, String run, LongAccumulator frames)
    implements Work<FileClips> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> tables() {
    return List.of(ScoresTable.NAME);
  }

  @Override
  public Worker<FileClips> worker(int cpus, Configuration hadoop) {
    GpuBinding.bindTask();
    return new Scoring(cpus, hadoop);
  }

  private final class Scoring implements Worker<FileClips>, ExtractWorker.Rows {
    private final ScoresTable table = new ScoresTable();
    private final Map<ModelFile, Scorer> scorers = new LinkedHashMap<>();
    private final Configuration hadoop;
    private final ExtractWorker extraction;

    Scoring(int cpus, Configuration hadoop) {
      this.hadoop = hadoop;
      this.extraction = new ExtractWorker(settings, cpus, hadoop, this);
    }

    @Override
    public void take(FileClips file, TaskOutput output) throws RejectedException, IOException {
      extraction.take(file, output);
    }

    @Override
    public void faces(FacesRow row, TaskOutput output) throws IOException {
      Senses senses =
          new Senses(
              row.faces().frames().stream().map(frame -> frame.face().crop()).toList(), null);
      score(row.clip(), senses, output);
      frames.add(row.frames());
    }

    @Override
    public void acoustics(AcousticsRow row, TaskOutput output) throws IOException {
      score(row.clip(), new Senses(null, row.voice()), output);
    }

    private void score(Clip clip, Senses senses, TaskOutput output) throws IOException {
      List<ScoresRow> rows = new ArrayList<>(); // all of the clip's or none
      for (ModelFile model : models) {
        if (Networks.readFaces(model.network()) == (senses.faces() != null)) {
          float[] probabilities = scorer(model).score(senses).orElseThrow();
          rows.add(ScoresRow.of(clip, model.network(), model.modelId(), probabilities));
        }
      }
      for (ScoresRow row : rows) {
        output.write(table, row);
      }
    }

    private Scorer scorer(ModelFile model) throws IOException {
      Scorer scorer = scorers.get(model);
      if (scorer == null) {
        scorer = LoadedModels.of(model, run, hadoop).scorer();
        scorers.put(model, scorer);
      }
      return scorer;
    }

    @Override
    public void close() {
      try {
        extraction.close();
      } finally {
        scorers.values().forEach(Scorer::close);
      }
    }
  }
}
