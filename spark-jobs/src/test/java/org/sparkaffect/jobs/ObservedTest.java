package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.settings.Settings;
import scala.collection.JavaConverters;

/** What Spark's web UI shows of a job: it is told the same as this listener. */
class ObservedTest {
  @TempDir Path folder;

  private static final class Observer extends SparkListener {
    final Queue<String> jobs = new ConcurrentLinkedQueue<>();
    final Map<String, Long> counters = new TreeMap<>();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.add(String.valueOf(start.properties().getProperty("spark.job.description")));
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
      JavaConverters.mapAsJavaMap(stage.stageInfo().accumulables()).values().stream()
          .filter(counter -> counter.name().get().startsWith("extract: "))
          .forEach(
              counter ->
                  counters.merge(counter.name().get(), (Long) counter.value().get(), Math::max));
    }
  }

  @Test
  void jobsAndCountersHaveNames() throws Exception {
    Files.writeString(
        folder.resolve("list.csv"),
        "uri\n%s\n%s\n"
            .formatted(TestData.file("clips/id001_sad.mp4"), TestData.file("hostile/text.mp4")));
    Map<String, Object> options =
        Map.of(
            "manifest", folder.resolve("list.csv").toString(),
            "workspace", folder.resolve("w").toString(),
            "extract.stages", List.of("faces"),
            "faces.smallest", 0.3);
    SparkSession spark = LocalSpark.session();
    Observer observer = new Observer();
    spark.sparkContext().addSparkListener(observer);
    try {
      new Extract().run(Settings.load(null, options), spark);
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      spark.sparkContext().removeSparkListener(observer);
    }

    assertThat(observer.jobs).containsExactly("extract: sizes of 2 files", "extract: 2 clips");
    assertThat(observer.counters)
        .containsEntry("extract: clips", 2L)
        .containsEntry("extract: rejected clips", 1L)
        .containsEntry("extract: faces", 1L)
        .containsEntry("extract: rejected faces", 1L)
        .containsKey("extract: frames");
  }
}
