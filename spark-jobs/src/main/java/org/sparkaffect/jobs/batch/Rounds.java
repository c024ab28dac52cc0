package org.sparkaffect.jobs.batch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.batch.BatchTask.Batch;
import org.sparkaffect.jobs.batch.InHand.Note;
import org.sparkaffect.jobs.cluster.ExecutorDeaths;
import org.sparkaffect.jobs.cluster.ExecutorDeaths.Death;
import org.sparkaffect.jobs.cluster.Progress;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * Gives the tasks of a batch to Spark, and tells what came of them where executors die meanwhile.
 */
final class Rounds<I extends Item> implements AutoCloseable {
  /**
   * What came of some tasks.
   *
   * @param staging the folder of their files
   * @param results what each task tells; nothing where {@code failed}
   * @param left clips that were in hand at the death that goes with each, or that a slow task has
   * @param failed whether so many executors died that Spark gave up
   */
  record Round(
      Path staging, List<TaskResult> results, Map<Clip, Optional<Death>> left, boolean failed) {}

  /** As often as Spark tries a task. */
  private static final int MOST_TRIES = 4;

  private final Work<I> work;
  private final String job;
  private final Workspace workspace;
  private final InHand inHand;
  private final Map<String, String> metadata;
  private final JavaSparkContext context;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final TaskCounters counters;
  private final ExecutorDeaths deaths;

  /**
   * @param stages what is tried with each clip
   */
  Rounds(
      Work<I> work,
      String job,
      Collection<String> stages,
      Workspace workspace,
      InHand inHand,
      Map<String, String> metadata,
      JavaSparkContext context,
      Progress progress) {
    this.work = work;
    this.job = job;
    this.workspace = workspace;
    this.inHand = inHand;
    this.metadata = metadata;
    this.context = context;
    this.hadoop = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    this.counters =
        new TaskCounters(job, stages, progress.done(), progress.rejected(), context.sc());
    this.deaths = new ExecutorDeaths(context.sc());
  }

  /**
   * Runs tasks. Those that cannot write are tried again, as Spark does with tasks that fail.
   *
   * @param alone whether this is one clip that perhaps took a process down
   * @throws WorkspaceException if a task could not write, however often it was tried
   */
  Round run(List<List<I>> tasks, boolean alone) throws IOException {
    Path staging = workspace.stage(job);
    Batch batch =
        new Batch(job, workspace.inHand().toString(), staging.toString(), metadata, alone);
    List<TaskResult> results = new ArrayList<>();
    List<List<I>> rest = tasks;
    for (int tries = 1; !rest.isEmpty(); tries++) {
      List<TaskResult> each;
      try {
        each = collect(rest, batch);
      } catch (ExecutionException e) {
        return givenUp(staging, batch, tasks, e.getCause());
      }
      List<List<I>> failed = new ArrayList<>();
      for (int i = 0; i < rest.size(); i++) {
        WorkspaceException failure = each.get(i).failure();
        if (failure == null) {
          results.add(each.get(i));
        } else if (tries < MOST_TRIES) {
          failed.add(rest.get(i));
        } else {
          throw failure;
        }
      }
      rest = failed;
    }
    List<Clip> left = results.stream().flatMap(result -> result.left().stream()).toList();
    return new Round(staging, results, deaths(batch, left), false);
  }

  private List<TaskResult> collect(List<List<I>> tasks, Batch batch)
      throws ExecutionException, InterruptedIOException {
    context.sc().setJobDescription("%s: %d clips".formatted(job, clips(tasks).size()));
    JavaFutureAction<List<TaskResult>> action =
        context
            .parallelize(tasks, tasks.size())
            .map(new BatchTask<>(work, batch, hadoop, counters))
            .collectAsync();
    try {
      return action.get();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the job was interrupted");
    } finally {
      deaths.awaitEnd(action.jobIds());
    }
  }

  private Round givenUp(Path staging, Batch batch, List<List<I>> tasks, Throwable why)
      throws IOException {
    Map<Clip, Optional<Death>> left = deaths(batch, clips(tasks));
    left.values().removeIf(Optional::isEmpty);
    if (left.isEmpty()) {
      throw new IllegalStateException("the tasks failed", why);
    }
    return new Round(staging, List.of(), left, true);
  }

  static <I extends Item> List<Clip> clips(List<List<I>> tasks) {
    return tasks.stream().flatMap(List::stream).flatMap(item -> item.clips().stream()).toList();
  }

  private Map<Clip, Optional<Death>> deaths(Batch batch, List<Clip> clips) throws IOException {
    Map<String, Optional<Death>> noted = new LinkedHashMap<>();
    for (Note note : clips.isEmpty() ? List.<Note>of() : inHand.notesOf(batch.id())) {
      Optional<Death> death = deaths.of(note.attempt());
      note.clips().forEach(clip -> noted.merge(clip, death, (one, other) -> one.or(() -> other)));
    }
    Map<Clip, Optional<Death>> left = new LinkedHashMap<>();
    clips.forEach(clip -> left.put(clip, noted.getOrDefault(clip.id(), Optional.empty())));
    return left;
  }

  @Override
  public void close() {
    deaths.close();
    hadoop.destroy();
  }
}
