package org.sparkaffect.jobs.batch;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.batch.InHand.Note;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * A task of a batch: takes items one by one, and notes which one is in hand. An item that an
 * earlier attempt has in hand comes last, and is left where that attempt, dead or stuck, still has
 * it then.
 */
final class BatchTask<I extends Item> implements Function<List<I>, TaskResult> {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(BatchTask.class);

  /**
   * What the tasks of a batch share.
   *
   * @param inHand folder of the notes
   * @param staging folder of the files, which is the batch's own
   * @param metadata what the files tell of who wrote them and how
   * @param alone whether the batch is of one item that took a process down, perhaps
   */
  record Batch(
      String job, String inHand, String staging, Map<String, String> metadata, boolean alone)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Unique, as the folder is. */
    String id() {
      return new Path(staging).getName();
    }
  }

  private final Work<I> work;
  private final Batch batch;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final TaskCounters counters;

  BatchTask(
      Work<I> work,
      Batch batch,
      Broadcast<SerializableConfiguration> hadoop,
      TaskCounters counters) {
    this.work = work;
    this.batch = batch;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /** What cannot be written is told in the result: Spark would print a trace for each attempt. */
  @Override
  public TaskResult call(List<I> items) throws IOException {
    try {
      return take(items);
    } catch (WorkspaceException e) {
      counters.reset();
      return TaskResult.failed(e);
    }
  }

  private TaskResult take(List<I> items) throws IOException {
    long begin = System.nanoTime();
    TaskContext task = TaskContext.get();
    Configuration configuration = hadoop.value().value();
    InHand inHand = new InHand(new Path(batch.inHand()), batch.job(), configuration);
    Note nothing =
        new Note(batch.id(), task.partitionId(), task.taskAttemptId(), batch.alone(), List.of());
    String suffix = task.partitionId() + "-" + task.taskAttemptId();
    try (TaskOutput output =
            new TaskOutput(
                new Path(batch.staging()), suffix, batch.metadata(), configuration, counters);
        Work.Worker<I> worker = work.worker(task.cpus(), configuration)) {
      List<I> last = new ArrayList<>();
      Set<String> taken = task.attemptNumber() == 0 ? Set.of() : takenBefore(inHand, nothing);
      for (I item : items) {
        if (item.clips().stream().anyMatch(clip -> taken.contains(clip.id()))) {
          last.add(item);
        } else {
          take(item, worker, output, inHand, nothing);
        }
      }
      List<Clip> left = new ArrayList<>();
      for (I item : last) {
        Set<String> still = takenBefore(inHand, nothing);
        if (item.clips().stream().anyMatch(clip -> still.contains(clip.id()))) {
          left.addAll(item.clips());
        } else {
          take(item, worker, output, inHand, nothing);
        }
      }
      return output.finish(left, System.nanoTime() - begin);
    } finally {
      inHand.remove(nothing);
    }
  }

  private void take(I item, Work.Worker<I> worker, TaskOutput output, InHand inHand, Note own)
      throws IOException {
    inHand.note(
        new Note(
            own.batch(), own.partition(), own.attempt(), own.alone(), InHand.ids(item.clips())));
    long before = output.rejected();
    output.await(item.clips(), item.stages());
    try {
      worker.take(item, output);
    } catch (RejectedException e) {
      output.rejectRest(e);
    } catch (RuntimeException e) {
      String uri = item.clips().get(0).uri();
      log.error("a bug met with {}; its clips are rejected and the job goes on", uri, e);
      output.rejectRest(
          new RejectedException(RejectReason.INTERNAL_ERROR, "please report: " + e, e));
    }
    counters.clips(item.clips().size(), output.rejected() - before);
  }

  private static Set<String> takenBefore(InHand inHand, Note own) throws IOException {
    Set<String> clips = new HashSet<>();
    for (Note note : inHand.notesBeside(own)) {
      clips.addAll(note.clips());
    }
    return clips;
  }
}
