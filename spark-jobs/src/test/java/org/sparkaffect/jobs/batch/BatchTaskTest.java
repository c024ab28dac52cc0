package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.jobs.LocalSpark;
import org.sparkaffect.jobs.batch.BatchTask.Batch;
import org.sparkaffect.jobs.batch.InHand.Note;
import org.sparkaffect.jobs.table.WorkspaceException;
import scala.collection.immutable.Map$;

/** Attempts at task 3 of batch {@code now}, on this thread. */
class BatchTaskTest {
  private static final long ATTEMPT = 8;

  @TempDir Path root;

  private InHand inHand;
  private LongAccumulator done;
  private LongAccumulator rejected;

  @BeforeEach
  void begin() throws IOException {
    inHand = new InHand(path("in-hand"), "toy", new Configuration());
  }

  private static void attempt(int number) {
    TaskContext$.MODULE$.setTaskContext(
        new TaskContextImpl(
            0,
            0,
            3,
            ATTEMPT,
            number,
            4,
            null,
            new Properties(),
            null,
            TaskMetrics.empty(),
            1,
            Map$.MODULE$.empty()));
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(root.resolve(name).toUri());
  }

  private TaskResult call(int attempt, Work<ToyWork.One> work, String... clips) throws IOException {
    JavaSparkContext context = new JavaSparkContext(LocalSpark.session().sparkContext());
    Batch batch =
        new Batch("toy", path("in-hand").toString(), path("now").toString(), Map.of(), false);
    done = context.sc().longAccumulator();
    rejected = context.sc().longAccumulator();
    TaskCounters counters =
        new TaskCounters("toy", List.of(Toys.NAME), done, rejected, context.sc());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(new Configuration()));
    List<ToyWork.One> items = ToyWork.clips(clips).stream().map(ToyWork.One::new).toList();
    hadoop.value(); // Spark keeps it, and knows of no task that might fetch it
    attempt(attempt);
    try {
      return new BatchTask<>(work, batch, hadoop, counters).call(items);
    } finally {
      TaskContext$.MODULE$.unset();
    }
  }

  private static List<String> ids(List<Clip> clips) {
    return clips.stream().map(Clip::id).toList();
  }

  @Test
  void takesEachItemWhateverComesOfIt() throws IOException {
    TaskResult result = call(1, new ToyWork("slow"), "a", "slow", "bug", "b");

    assertThat(ids(result.clips())).containsExactly("a", "slow", "bug", "b");
    assertThat(result.rejects())
        .extracting(Reject::message)
        .containsExactly("it is slow", "please report: java.lang.IllegalStateException: a bug");
    assertThat(result.left()).isEmpty();
    assertThat(result.staged()).hasSize(1);
    assertThat(done.value()).isEqualTo(4);
    assertThat(rejected.value()).isEqualTo(2);
    assertThat(inHand.notes()).isEmpty();
  }

  @Test
  void tellsWhereTheOutputFailsAndLeavesNoNote() throws IOException {
    TaskResult result = call(1, new ToyWork("slow"), "a", "disk", "b");

    assertThat(result.failure()).isInstanceOf(WorkspaceException.class);
    assertThat(result.clips()).isEmpty();
    assertThat(result.staged()).isEmpty();
    assertThat(inHand.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "now, 3, 7, 1, a c, b",
    "now, 3, 9, 2, a c, b",
    // the first attempt has none before it
    "now, 3, 7, 0, a b c, ''",
    // of another task, or another batch
    "now, 2, 7, 1, a b c, ''",
    "before, 3, 7, 1, a b c, ''",
  })
  void leavesWhatAnEarlierAttemptHasInHand(
      String batch, int partition, long attempt, int number, String taken, String left)
      throws IOException {
    Note note = new Note(batch, partition, attempt, false, List.of("b"));
    inHand.note(note);

    TaskResult result = call(number, new ToyWork("slow"), "a", "b", "c");

    assertThat(ids(result.clips())).containsExactly(taken.split(" "));
    assertThat(String.join(" ", ids(result.left()))).isEqualTo(left);
    assertThat(inHand.notes()).as("it is for the driver to judge").containsExactly(note);
  }

  /** Ends the earlier attempt as it takes the clip {@code c}, and tells what it takes in order. */
  private final class Ending implements Work<ToyWork.One> {
    private static final long serialVersionUID = 1L;
    private final transient List<String> taken = new ArrayList<>();
    private final transient Note note;

    Ending(Note note) {
      this.note = note;
    }

    @Override
    public List<String> tables() {
      return List.of(Toys.NAME);
    }

    @Override
    public Worker<ToyWork.One> worker(int cpus, Configuration hadoop) {
      return new Worker<>() {
        @Override
        public void take(ToyWork.One item, TaskOutput output) throws IOException {
          taken.add(item.clip().id());
          output.done(item.clip(), Toys.NAME);
          if (item.clip().id().equals("c")) {
            inHand.remove(note);
          }
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void takesItLastWhereTheEarlierAttemptHasEnded() throws IOException {
    Note note = new Note("now", 3, 7, false, List.of("a", "b"));
    inHand.note(note);
    Ending work = new Ending(note);

    TaskResult result = call(1, work, "a", "b", "c", "d");

    assertThat(work.taken).isEqualTo(Stream.of("c", "d", "a", "b").toList());
    assertThat(result.left()).isEmpty();
    assertThat(inHand.notes()).isEmpty();
  }
}
