package org.sparkaffect.jobs.batch;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.jobs.batch.Rounds.Round;
import org.sparkaffect.jobs.cluster.ExecutorDeaths.Death;
import org.sparkaffect.jobs.cluster.Launch;
import org.sparkaffect.jobs.cluster.Progress;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.Workspace.Staged;

/**
 * Takes clips in batches, such that a job that is killed at any moment and started again gives the
 * same tables as one that was not. A clip with which a process died is tried last and alone; only
 * if one dies of it again, it is rejected.
 */
public final class Batches<I extends Item> {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  /** Has a line for each row of {@code rejects}; conf/log4j2.properties keeps it quiet. */
  private static final Logger rejectLog = LoggerFactory.getLogger("org.sparkaffect.rejects");

  /** Executors that may be killed from outside with one clip alone in hand, before it is blamed. */
  private static final int MOST_KILLS = 3;

  /** Clips of a file that may end a process, before its others are not tried any more. */
  private static final int MOST_CRASHES_OF_A_FILE = 3;

  private static final String STUCK = "a task is stuck";

  private final String job;
  private final Work<I> work;
  private final int tasksOfBatch;
  private final Workspace workspace;
  private final Map<String, String> metadata;
  private final JavaSparkContext context;
  private final Launch launch = new Launch();
  private final InHand inHand;
  private final Commits commits;
  private final Summary summary;
  private final Map<String, Integer> crashes;

  /**
   * Clears up behind a run that was killed.
   *
   * @param tasksOfBatch how many tasks are committed together
   * @param scope what it does with clips
   * @param metadata what the files tell of who wrote them and how
   */
  public Batches(
      String job,
      Work<I> work,
      int tasksOfBatch,
      Workspace workspace,
      Scope scope,
      Map<String, String> metadata,
      JavaSparkContext context)
      throws IOException {
    Configuration hadoop = context.hadoopConfiguration();
    this.job = job;
    this.work = work;
    this.tasksOfBatch = tasksOfBatch;
    this.workspace = workspace;
    this.metadata = metadata;
    this.context = context;
    this.inHand = new InHand(workspace.inHand(), job, hadoop);
    this.summary = new Summary(scope.stages());
    this.commits = new Commits(job, workspace, scope, work.tables(), metadata, hadoop, launch);
    this.crashes = commits.ledger().crashes();
  }

  /** What the workspace has. */
  public Ledger ledger() {
    return commits.ledger();
  }

  /**
   * Takes clips, all of which are rows of the tables or rejected in the end.
   *
   * @param plan deals clips to tasks, each of items
   */
  public Summary run(List<Clip> clips, Function<List<Clip>, List<List<I>>> plan)
      throws IOException {
    try (Progress progress = new Progress(job, clips.size(), context.sc());
        Rounds<I> rounds =
            new Rounds<>(
                work, job, summary.stages(), workspace, inHand, metadata, context, progress)) {
      Suspects suspects = new Suspects(inHand, clips);
      List<Clip> guilty = judge(suspects);
      List<Clip> others =
          clips.stream().filter(clip -> !suspects.has(clip) && !guilty.contains(clip)).toList();
      takeTogether(others, plan, rounds, suspects);
      for (Clip clip : suspects.all()) {
        if (crashes.getOrDefault(clip.uri(), 0) < MOST_CRASHES_OF_A_FILE) {
          takeAlone(clip, plan, rounds);
        } else {
          reject(
              clip,
              "its process died with it in hand, and %d clips of its file ended one alone"
                  .formatted(MOST_CRASHES_OF_A_FILE));
        }
        suspects.forget(List.of(clip));
      }
    }
    inHand.clear();
    workspace.unstage(job);
    return summary;
  }

  /** In local mode, executors are this process: what it died of, only its launcher can tell. */
  private List<Clip> judge(Suspects suspects) throws IOException {
    Optional<String> crash = context.sc().isLocal() ? launch.crash() : Optional.empty();
    suspects.load();
    List<Clip> before = suspects.all();
    List<Clip> guilty = crash.isPresent() ? suspects.accuse() : List.of();
    if (!before.containsAll(suspects.all())) {
      launch.progress(); // these will not be in hand together again
    }
    for (Clip clip : guilty) {
      rejectAlone(clip, crash.orElseThrow());
    }
    suspects.forget(guilty);
    inHand.removeNotes();
    if (!suspects.all().isEmpty()) {
      log.warn("a process died with {} in hand; tried last, one at a time", names(suspects.all()));
    }
    return guilty;
  }

  private void takeTogether(
      List<Clip> clips,
      Function<List<Clip>, List<List<I>>> plan,
      Rounds<I> rounds,
      Suspects suspects)
      throws IOException {
    Set<String> leftBefore = new HashSet<>();
    Deque<List<I>> tasks = new ArrayDeque<>(plan.apply(clips));
    while (!tasks.isEmpty()) {
      List<List<I>> batch = new ArrayList<>();
      while (batch.size() < tasksOfBatch && !tasks.isEmpty()) {
        batch.add(tasks.poll());
      }
      Round round = rounds.run(batch, false);
      List<Clip> again = new ArrayList<>();
      List<Clip> suspect = new ArrayList<>();
      round
          .left()
          .forEach(
              (clip, death) -> {
                boolean blamed = death.map(Death::crash).orElse(false);
                boolean fresh = leftBefore.add(clip.id());
                (blamed || !fresh ? suspect : again).add(clip);
              });
      warn(round, suspect);
      suspects.suspect(suspect);
      List<Clip> rest = new ArrayList<>(Rounds.clips(batch));
      rest.removeIf(round.left()::containsKey);
      if (round.failed()) {
        again.addAll(rest);
      } else {
        commit(rest, round);
      }
      tasks.addAll(plan.apply(again));
    }
  }

  private static void warn(Round round, List<Clip> suspects) {
    if (!suspects.isEmpty()) {
      log.warn(
          "{} with {} in hand; tried last, one at a time",
          cause(round).orElse(STUCK),
          names(suspects));
    }
  }

  private static String names(List<Clip> clips) {
    return clips.size() == 1
        ? "clip '%s'".formatted(clips.get(0).id())
        : "%d clips, the first '%s',".formatted(clips.size(), clips.get(0).id());
  }

  private static Optional<String> cause(Round round) {
    return round.left().values().stream()
        .flatMap(Optional::stream)
        .map(death -> "an executor died (%s)".formatted(death.cause().strip()))
        .findFirst();
  }

  private void takeAlone(Clip clip, Function<List<Clip>, List<List<I>>> plan, Rounds<I> rounds)
      throws IOException {
    for (int kills = 1; ; kills++) {
      Round round = rounds.run(plan.apply(List.of(clip)), true);
      if (round.left().isEmpty()) {
        commit(List.of(clip), round);
        return;
      }
      String cause = cause(round).orElse(STUCK);
      boolean crashed =
          round.left().values().stream().flatMap(Optional::stream).anyMatch(Death::crash);
      if (crashed || kills == MOST_KILLS) {
        rejectAlone(clip, cause);
        return;
      }
      log.warn("{} with clip '{}' alone in hand, which is tried again", cause, clip.id());
    }
  }

  private void commit(List<Clip> taken, Round round) throws IOException {
    List<Clip> clips = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    List<Staged> staged = new ArrayList<>();
    long nanos = 0;
    for (TaskResult result : round.results()) {
      clips.addAll(result.clips());
      rejects.addAll(result.rejects());
      staged.addAll(result.staged());
      nanos += result.nanos();
    }
    commits.commit(taken, clips, rejects, staged, round.staging());
    sum(clips, rejects, nanos);
  }

  private void sum(List<Clip> clips, List<Reject> rejects, long nanos) {
    for (Reject reject : rejects) {
      rejectLog.info(
          "rejected {} '{}' ({}): {}, {}",
          reject.stage(),
          reject.clip().id(),
          reject.clip().uri(),
          reject.reason(),
          reject.message());
    }
    summary.add(clips, rejects, nanos);
  }

  private void rejectAlone(Clip clip, String cause) throws IOException {
    crashes.merge(clip.uri(), 1, Integer::sum);
    reject(clip, "its process died twice, at last with no other clip in hand: " + cause);
  }

  private void reject(Clip clip, String message) throws IOException {
    log.warn("clip '{}' is rejected: {}", clip.id(), message);
    List<Reject> rejects =
        ledger().stages(clip).stream().map(stage -> crashed(clip, stage, message)).toList();
    commits.commit(List.of(clip), List.of(clip), rejects, List.of(), workspace.stage(job));
    sum(List.of(clip), rejects, 0);
  }

  private static Reject crashed(Clip clip, String stage, String message) {
    return new Reject(clip, stage, RejectReason.DECODER_CRASHED, message, 1, Instant.now());
  }
}
