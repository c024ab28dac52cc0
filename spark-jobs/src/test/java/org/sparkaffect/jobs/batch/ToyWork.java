package org.sparkaffect.jobs.batch;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * Gives rows of {@link Toys}. What comes of a clip, its name tells.
 *
 * @param slow name of the clips that are rejected as slow
 */
record ToyWork(String slow) implements Work<ToyWork.One> {
  private static final long serialVersionUID = 1L;

  record One(Clip clip) implements Item {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Clip> clips() {
      return List.of(clip);
    }

    @Override
    public List<String> stages() {
      return List.of(Toys.NAME);
    }
  }

  static List<Clip> clips(String... ids) {
    return Stream.of(ids).map(id -> Clip.ofFile(id, "file:/" + id)).toList();
  }

  @Override
  public List<String> tables() {
    return List.of(Toys.NAME);
  }

  @Override
  public Worker<One> worker(int cpus, Configuration hadoop) {
    return new ToyWorker();
  }

  private final class ToyWorker implements Worker<One> {
    @Override
    public void take(One item, TaskOutput output) throws RejectedException, IOException {
      String name = item.clip().id();
      if (name.equals(slow)) {
        throw new RejectedException(RejectReason.TOO_SLOW, "it is slow");
      }
      switch (name) {
        case "corrupt" -> throw new RejectedException(RejectReason.CORRUPT, "it is corrupt");
        case "bug" -> throw new IllegalStateException("a bug");
        case "disk" -> throw new WorkspaceException("write", new IOException("the disk fails"));
        default -> {
          output.write(new Toys(), item.clip());
          output.done(item.clip(), Toys.NAME);
        }
      }
    }

    @Override
    public void close() {}
  }
}
