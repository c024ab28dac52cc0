package org.sparkaffect.jobs.archive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.fuse.FusionRule;
import org.sparkaffect.jobs.fuse.ScoredClip;
import org.sparkaffect.jobs.table.ArchiveRow;
import org.sparkaffect.jobs.table.ArchiveTable;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.FusedRow;
import org.sparkaffect.jobs.table.FusedTable;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;
import scala.Tuple2;

/** From the tables {@code clips} and {@code scores} to {@code fused} and {@code archive}. */
final class ArchiveTables {
  /** Some tens of megabytes, as all of a partition are sorted in memory. */
  private static final int CLIPS_OF_A_PARTITION = 50_000;

  private final FusionRule rule;
  private final Workspace workspace;
  private final Map<String, String> metadata;
  private final JavaSparkContext spark;
  private final Broadcast<SerializableConfiguration> hadoop;

  ArchiveTables(
      FusionRule rule, Workspace workspace, Map<String, String> metadata, JavaSparkContext spark) {
    this.rule = rule;
    this.workspace = workspace;
    this.metadata = metadata;
    this.spark = spark;
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  private interface RowReader<R> extends Function<Group, R>, Serializable {}

  private interface TableMaker<R> extends Supplier<Table<R>>, Serializable {}

  /** Writes both in the place of what they were. */
  void write() throws WorkspaceException {
    long all = rows(ClipsTable.NAME, ClipsTable::read).count();
    int partitions = Math.toIntExact(all / CLIPS_OF_A_PARTITION + 1);
    JavaPairRDD<String, Clip> clips =
        rows(ClipsTable.NAME, ClipsTable::read).mapToPair(clip -> new Tuple2<>(clip.id(), clip));
    JavaPairRDD<String, ScoresRow> scores =
        rows(ScoresTable.NAME, ScoresTable::read)
            .mapToPair(row -> new Tuple2<>(row.clip().id(), row));
    FusionRule fusion = rule; // this object stays here
    JavaRDD<ClipOutcome> outcomes =
        clips
            .cogroup(scores, partitions)
            .values()
            .flatMap(of -> outcomes(of._1(), of._2(), fusion))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JavaRDD<FusedRow> fused =
          outcomes.filter(clip -> clip.fused() != null).map(ClipOutcome::fused);
      write(fused, FusedTable::new, FusedTable.NAME, row -> row.clip().id());
      JavaRDD<ArchiveRow> archive =
          outcomes
              .groupBy(outcome -> outcome.clip().uri(), partitions)
              .map(file -> FileOutcome.of(file._1(), file._2()));
      write(archive, ArchiveTable::new, ArchiveTable.NAME, ArchiveRow::uri);
    } finally {
      outcomes.unpersist();
      hadoop.destroy();
    }
  }

  private <R> JavaRDD<R> rows(String table, RowReader<R> read) throws WorkspaceException {
    List<String> parts = workspace.parts(table).stream().map(Path::toString).toList();
    if (parts.isEmpty()) {
      return spark.emptyRDD();
    }
    Broadcast<SerializableConfiguration> ofTasks = hadoop;
    return spark
        .parallelize(parts, parts.size())
        .flatMap(
            part -> new TableReader(ofTasks.value().value()).rows(new Path(part), read).iterator());
  }

  private static Iterator<ClipOutcome> outcomes(
      Iterable<Clip> clips, Iterable<ScoresRow> scores, FusionRule rule) {
    Map<String, float[]> ofNetworks = new HashMap<>();
    scores.forEach(row -> ofNetworks.put(row.network(), row.probabilities()));
    List<ClipOutcome> outcomes = new ArrayList<>();
    for (Clip clip : clips) {
      outcomes.add(new ClipOutcome(clip, rule.fuse(new ScoredClip(clip, ofNetworks)).orElse(null)));
    }
    return outcomes.iterator();
  }

  private interface Key<R> extends Function<R, String>, Serializable {}

  /** Each partition is a file, in the order of its keys. */
  private <R> void write(JavaRDD<R> rows, TableMaker<R> table, String name, Key<R> key)
      throws WorkspaceException {
    String staging = workspace.stage(ArchiveScoring.JOB).toString();
    Map<String, String> ofFiles = metadata;
    Broadcast<SerializableConfiguration> ofTasks = hadoop;
    List<String> staged =
        rows.mapPartitions(
                partition ->
                    write(partition, table.get(), key, staging, ofFiles, ofTasks.value().value()))
            .collect();
    List<Path> parts = new ArrayList<>();
    for (int i = 0; i < staged.size(); i++) {
      Path part = workspace.part(name, "%s-%05d".formatted(ArchiveScoring.JOB, i));
      workspace.put(new Path(staged.get(i)), part);
      parts.add(part);
    }
    for (Path part : workspace.parts(name)) {
      if (parts.stream().noneMatch(each -> each.getName().equals(part.getName()))) {
        workspace.remove(part);
      }
    }
    workspace.unstage(ArchiveScoring.JOB);
  }

  private static <R> Iterator<String> write(
      Iterator<R> partition,
      Table<R> table,
      Key<R> key,
      String staging,
      Map<String, String> metadata,
      Configuration hadoop)
      throws WorkspaceException {
    List<R> rows = new ArrayList<>();
    partition.forEachRemaining(rows::add);
    if (rows.isEmpty()) {
      return List.<String>of().iterator();
    }
    rows.sort(Comparator.comparing(key));
    Path file = new Path(staging, UUID.randomUUID() + ".parquet");
    TableWriter.writeAll(table, rows, file, metadata, hadoop);
    return List.of(file.toString()).iterator();
  }
}
