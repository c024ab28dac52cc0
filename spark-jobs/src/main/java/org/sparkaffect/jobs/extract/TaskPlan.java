package org.sparkaffect.jobs.extract;

import java.util.ArrayList;
import java.util.List;

/** Deals files to tasks so that no task is long. */
public final class TaskPlan {
  private TaskPlan() {}

  /**
   * Fills tasks in the order of the files.
   *
   * @param bytes the size of each file
   * @param maxBytes a task takes no more, but for one file that is larger by itself
   * @param maxClips likewise for clips
   */
  public static List<List<FileClips>> fill(
      List<FileClips> files, List<Long> bytes, long maxBytes, int maxClips) {
    List<List<FileClips>> tasks = new ArrayList<>();
    List<FileClips> task = new ArrayList<>();
    long taskBytes = 0;
    int taskClips = 0;
    for (int i = 0; i < files.size(); i++) {
      int clips = files.get(i).clips().size();
      boolean full = taskBytes + bytes.get(i) > maxBytes || taskClips + clips > maxClips;
      if (full && !task.isEmpty()) {
        tasks.add(task);
        task = new ArrayList<>();
        taskBytes = 0;
        taskClips = 0;
      }
      task.add(files.get(i));
      taskBytes += bytes.get(i);
      taskClips += clips;
    }
    if (!task.isEmpty()) {
      tasks.add(task);
    }
    return tasks;
  }
}
