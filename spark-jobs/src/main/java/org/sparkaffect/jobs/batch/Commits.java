package org.sparkaffect.jobs.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.jobs.cluster.Launch;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.RejectsTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.Workspace.Staged;
import org.sparkaffect.jobs.table.WorkspaceException;

/** The batches of a job in its workspace, each of which is there as a whole or not at all. */
final class Commits {
  private final String job;
  private final Workspace workspace;
  private final Map<String, String> metadata;
  private final Configuration hadoop;
  private final Launch launch;
  private final ClipsTable clipsTable = new ClipsTable();
  private final RejectsTable rejectsTable = new RejectsTable();
  private final Ledger ledger;
  private int next;

  /**
   * Clears up behind a run that was killed: files of a batch that is not complete, and rejects of
   * clips that were about to be tried again.
   *
   * @param tables names of those that the job writes, beside clips and rejects
   */
  Commits(
      String job,
      Workspace workspace,
      List<String> tables,
      Map<String, String> metadata,
      Configuration hadoop,
      Launch launch)
      throws WorkspaceException {
    this.job = job;
    this.workspace = workspace;
    this.metadata = metadata;
    this.hadoop = hadoop;
    this.launch = launch;
    List<String> others = Stream.concat(tables.stream(), Stream.of(RejectsTable.NAME)).toList();
    this.next = workspace.nextBatch(job, ClipsTable.NAME, others);
    this.ledger = Ledger.read(workspace, new TableReader(hadoop));
    if (ledger.hasStaleRejects()) {
      new RowRemoval(workspace, workspace.stage(job), hadoop)
          .remove(rejectsTable, RejectsTable::read, reject -> !ledger.has(reject.clip().id()));
    }
  }

  /** What the workspace had when this was made. */
  Ledger ledger() {
    return ledger;
  }

  /**
   * Commits a batch.
   *
   * @param taken the clips that it was made of: those that the workspace has are replaced
   * @param staging the folder in which its files are staged
   */
  void commit(
      Collection<Clip> taken,
      List<Clip> clips,
      List<Reject> rejects,
      List<Staged> staged,
      Path staging)
      throws WorkspaceException {
    List<Staged> all = new ArrayList<>(staged);
    if (!rejects.isEmpty()) {
      all.add(write(rejectsTable, rejects.stream().map(this::counted).toList(), staging));
    }
    all.add(write(clipsTable, clips, staging));
    Set<String> replaced =
        taken.stream().map(Clip::id).filter(ledger::has).collect(Collectors.toSet());
    if (!replaced.isEmpty()) {
      // first the clip, then why it was rejected: in between, it is to be done
      RowRemoval removal = new RowRemoval(workspace, staging, hadoop);
      removal.remove(clipsTable, ClipsTable::read, clip -> replaced.contains(clip.id()));
      removal.remove(
          rejectsTable, RejectsTable::read, reject -> replaced.contains(reject.clip().id()));
    }
    workspace.commit(job, next++, all);
    launch.progress();
  }

  private Reject counted(Reject reject) {
    int before = ledger.attempts(reject.clip().id(), reject.stage());
    return new Reject(
        reject.clip(), reject.stage(), reject.reason(), reject.message(), before + 1, reject.at());
  }

  private <R> Staged write(Table<R> table, List<R> rows, Path staging) throws WorkspaceException {
    Path file = new Path(staging, table.name());
    try (TableWriter<R> writer = new TableWriter<>(table, file, metadata, hadoop)) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    return new Staged(file.toString(), table.name());
  }
}
