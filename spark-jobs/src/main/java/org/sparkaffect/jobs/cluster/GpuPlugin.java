package org.sparkaffect.jobs.cluster;

import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Has Spark bind each task to its GPU before it reads the task's data. Deeplearning4j's own
 * functions give no place for that, and arrays are on some GPU as soon as they are read.
 */
public class GpuPlugin implements SparkPlugin {
  private final GpuBinding binding;

  public GpuPlugin() {
    this(GpuDevices.ofNd4j());
  }

  GpuPlugin(GpuDevices devices) {
    this.binding = new GpuBinding(devices);
  }

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void onTaskStart() {
        start(TaskContext.get());
      }
    };
  }

  /** Spark only logs what a plugin throws; what a listener throws fails the task. */
  private void start(TaskContext task) {
    try {
      binding.bind(task.resourcesJMap());
    } catch (RuntimeException | LinkageError unbound) {
      TaskCompletionListener fail =
          ended -> {
            throw unbound;
          };
      task.addTaskCompletionListener(fail);
    }
  }
}
