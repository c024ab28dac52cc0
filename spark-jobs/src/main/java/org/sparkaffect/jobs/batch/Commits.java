package org.sparkaffect.jobs.batch;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
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
  /** Of a file of clips: the rows of earlier batches whose place the batch takes. */
  private static final String REPLACES = "affect.replaces";

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
   * Clears up behind a run that was killed: files of a batch that is not complete, and rows whose
   * place the last complete one takes.
   *
   * @param scope what the job does with clips
   * @param tables names of those that the job writes, beside clips and rejects
   */
  Commits(
      String job,
      Workspace workspace,
      Scope scope,
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
    workspace.unstage(job); // a process that was taken for dead must not go on to commit
    List<String> others = Stream.concat(tables.stream(), Stream.of(RejectsTable.NAME)).toList();
    this.next = workspace.nextBatch(job, ClipsTable.NAME, others);
    TableReader reader = new TableReader(hadoop);
    for (Path part : workspace.parts(ClipsTable.NAME)) {
      String replaces = isOf(next - 1, part) ? reader.metadata(part).get(REPLACES) : null;
      if (replaces != null) {
        removeReplaced(next - 1, ConfigFactory.parseString(replaces), workspace.stage(job));
        workspace.unstage(job);
      }
    }
    this.ledger = Ledger.read(workspace, reader, scope);
  }

  private boolean isOf(int batch, Path part) {
    return Workspace.batch(job, part).equals(OptionalInt.of(batch));
  }

  private void removeReplaced(int batch, Config replaces, Path staging) throws WorkspaceException {
    Set<String> rejects = Set.copyOf(replaces.getStringList(RejectsTable.NAME));
    Set<String> cut = Set.copyOf(replaces.getStringList(ClipsTable.NAME));
    RowRemoval removal = new RowRemoval(workspace, staging, hadoop);
    Predicate<Path> earlier = part -> !isOf(batch, part);
    if (!cut.isEmpty()) {
      removal.remove(clipsTable, earlier, ClipsTable::read, clip -> cut.contains(clip.id()));
    }
    removal.remove(
        rejectsTable,
        earlier,
        RejectsTable::read,
        reject -> rejects.contains(key(reject.clip(), reject.stage())));
  }

  /** What the workspace had when this was made. */
  Ledger ledger() {
    return ledger;
  }

  /**
   * Commits a batch. It takes the place of what is known of its clips: their rows of clips stay,
   * but for those that were cut since, and why they were rejected before is removed when the batch
   * is complete.
   *
   * @param taken the clips that it was made of
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
      all.add(write(rejectsTable, rejects.stream().map(this::counted).toList(), metadata, staging));
    }
    List<Clip> known = taken.stream().filter(clip -> ledger.has(clip.id())).toList();
    List<String> replaced =
        known.stream()
            .flatMap(clip -> ledger.stages(clip).stream().map(stage -> key(clip, stage)))
            .toList();
    Set<String> whole = clips.stream().map(Clip::id).collect(Collectors.toSet());
    List<String> cut = known.stream().map(Clip::id).filter(id -> !whole.contains(id)).toList();
    Config replaces =
        ConfigFactory.parseMap(Map.of(RejectsTable.NAME, replaced, ClipsTable.NAME, cut));
    Map<String, String> metadataOfClips = new HashMap<>(metadata);
    if (!replaced.isEmpty()) {
      metadataOfClips.put(REPLACES, replaces.root().render(ConfigRenderOptions.concise()));
    }
    List<Clip> added = clips.stream().filter(clip -> !ledger.has(clip.id())).toList();
    all.add(write(clipsTable, added, metadataOfClips, staging));
    workspace.commit(job, next, all);
    if (!replaced.isEmpty()) {
      removeReplaced(next, replaces, staging);
    }
    next++;
    launch.progress();
  }

  private static String key(Clip clip, String stage) {
    return stage + "/" + clip.id();
  }

  private Reject counted(Reject reject) {
    int before = ledger.attempts(reject.clip().id(), reject.stage());
    return new Reject(
        reject.clip(), reject.stage(), reject.reason(), reject.message(), before + 1, reject.at());
  }

  private <R> Staged write(
      Table<R> table, List<R> rows, Map<String, String> metadataOfFile, Path staging)
      throws WorkspaceException {
    Path file = new Path(staging, table.name());
    TableWriter.writeAll(table, rows, file, metadataOfFile, hadoop);
    return new Staged(file.toString(), table.name());
  }
}
