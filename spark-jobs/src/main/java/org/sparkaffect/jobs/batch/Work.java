package org.sparkaffect.jobs.batch;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.clip.RejectedException;

/** What a job does with clips. It travels to the executors. */
public interface Work<I extends Item> extends Serializable {
  /** Names of the tables that it writes rows of. */
  List<String> tables();

  /**
   * Begins on a task.
   *
   * @param cpus cores that the task has
   */
  Worker<I> worker(int cpus, Configuration hadoop);

  /** Does the work of one task, item by item. */
  interface Worker<I extends Item> extends AutoCloseable {
    /**
     * Gives the rows of an item's clips.
     *
     * @throws RejectedException where the clips that are neither done nor rejected yet cannot be
     *     taken
     * @throws IOException if the output cannot be written, which is no fault of the item
     */
    void take(I item, TaskOutput output) throws RejectedException, IOException;

    @Override
    void close();
  }
}
