package org.sparkaffect.jobs.fuse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.fusion.FeedbackLoop;
import org.sparkaffect.fusion.FeedbackSource;
import org.sparkaffect.fusion.FeedbackStep;
import org.sparkaffect.fusion.HoldOut;
import org.sparkaffect.fusion.Problem;
import org.sparkaffect.fusion.Scores;
import org.sparkaffect.fusion.WeightSearch;
import org.sparkaffect.jobs.cluster.StatusLine;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.FusedRow;
import org.sparkaffect.jobs.table.MetricsRow;
import org.sparkaffect.jobs.table.RejectsTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** From the table {@code scores} to weights, predictions and how good they are. */
public final class Fusion {
  private static final Logger log = LoggerFactory.getLogger(Fusion.class);

  private final FuseSettings settings;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Workspace workspace;
  private final TableReader reader;
  private final FusionTables tables;

  public Fusion(Settings all, JavaSparkContext spark) throws WorkspaceException {
    this.settings = FuseSettings.of(all);
    this.spark = spark;
    this.hadoop = spark.hadoopConfiguration();
    this.workspace = new Workspace(all.path("workspace"), hadoop);
    this.reader = new TableReader(hadoop);
    this.tables = new FusionTables(workspace, all, hadoop);
  }

  /** What there is to do, in a line. */
  public String describe() throws WorkspaceException {
    StoredScores scores = scores();
    return "%d clips with scores of %s, members %s"
        .formatted(
            scores.clips().size(),
            String.join(", ", scores.models().keySet()),
            String.join(", ", Member.names(settings.members())));
  }

  private StoredScores scores() throws WorkspaceException {
    return StoredScores.read(workspace, reader).limit(settings.limit(), settings.seed());
  }

  /**
   * Weights and where they are from.
   *
   * @param objective as the table has it
   * @param steps of the feedback loop; none without
   */
  private record Choice(
      ClassWeights weights, String objective, boolean certified, List<FeedbackStep> steps) {}

  /**
   * Fuses, and replaces the tables of the fusion before.
   *
   * @return how many clips were fused
   * @throws InputException if there are no scores, or no labels where they are needed
   */
  public int run() throws WorkspaceException {
    StoredScores scores = scores();
    Optional<WeightsFile> given =
        settings.weights().isPresent()
            ? Optional.of(WeightsFile.read(settings.weights().get(), settings.members(), hadoop))
            : Optional.empty();
    Members members = new Members(members(scores, given), scores);
    Choice choice =
        given.isPresent()
            ? new Choice(given.get().weights(), "given", false, List.of())
            : search(members);
    if (settings.hasFeedback()) {
      choice = adjust(members, choice.weights());
    }
    FusionRule rule = members.rule(choice.weights());
    List<FusedRow> fused = members.fuse(rule);
    Evaluation evaluation = evaluation(scores);
    Systems.of(scores).forEach(evaluation::add);
    evaluation.add(fusion(members, fused));
    tables.write(
        FusionTables.weights(
            rule.id(), members.all(), choice.weights(), choice.objective(), choice.certified()),
        FusionTables.feedback(rule.id(), members.all().size(), choice.steps()),
        fused,
        evaluation);
    report(rule.id(), evaluation);
    if (settings.submission().isPresent()) {
      submit(fused);
    }
    return fused.size();
  }

  /** Those of which there are scores; with given weights, those that have weights. */
  private List<Member> members(StoredScores scores, Optional<WeightsFile> given) {
    List<Member> all = given.map(WeightsFile::members).orElse(settings.members());
    List<Member> scored = all.stream().filter(scores::has).toList();
    for (Member member : settings.members()) {
      if (!all.contains(member)) {
        log.warn("fuse: {} has no weights and is left out", member.name());
      } else if (!scored.contains(member)) {
        log.warn(
            "fuse: no network of {} ({}) has scores; {}",
            member.name(),
            String.join(", ", member.networks()),
            given.isPresent() ? "it counts as 1/7 an emotion" : "it is left out");
      }
    }
    if (scored.isEmpty()) {
      throw new InputException(
          "none of the members has scores, only %s has; name it in fuse.members"
              .formatted(String.join(", ", scores.models().keySet())));
    }
    return given.isPresent() ? all : scored;
  }

  @SuppressWarnings("try") // a status line works by being open
  private Choice search(Members members) {
    List<ScoredClip> clips =
        members.labelled(settings.learnOn(), "give another one with --learn-on, or --weights");
    Problem problem = new Problem(members.of(clips), settings.objective());
    log.info(
        "fuse: searching for weights of {} for {} clips of {}",
        String.join(", ", Member.names(members.all())),
        clips.size(),
        settings.learnOn().label());
    long begin = System.nanoTime();
    WeightSearch.Standing[] standing = {null};
    try (SparkWorkers workers = new SparkWorkers(problem, spark);
        StatusLine line = new StatusLine(() -> status(standing[0]))) {
      WeightSearch.Found found =
          new WeightSearch(problem, settings.seed(), settings.timeLimit())
              .run(workers, now -> standing[0] = now);
      log.info(
          "fuse: {} after %.1f s, %d nodes"
              .formatted((System.nanoTime() - begin) / 1e9, found.visited()),
          found.certified()
              ? "certified that no weights of the grid are better"
              : "heuristic: there may be better weights");
      return new Choice(
          found.weights(), settings.objective().label(), found.certified(), List.of());
    }
  }

  private String status(WeightSearch.Standing now) {
    return now == null
        ? "fuse: searching"
        : String.format(
            Locale.ROOT,
            "fuse: %d nodes, %d parts left, %s %.4f, bound %.4f",
            now.visited(),
            now.open(),
            settings.objective().label(),
            now.value(),
            now.bound());
  }

  private Choice adjust(Members members, ClassWeights weights) {
    Split split = settings.submitted();
    List<ScoredClip> submitted =
        settings.holdOut()
            ? members.labelled(split, "a hold-out needs labels; set fuse.submitted")
            : members.clips(split);
    if (submitted.isEmpty()) {
      throw new InputException(
          "the split %s has no clips to submit; set fuse.submitted".formatted(split.label()));
    }
    Scores learnt =
        members.of(members.labelled(settings.learnOn(), "give another one with --learn-on"));
    Scores scores = members.of(submitted);
    FeedbackSource source =
        settings.feedback().isPresent()
            ? FeedbackFile.read(settings.feedback().get(), hadoop)
            : new HoldOut(scores.labels(), Emotion.values().length);
    List<FeedbackStep> steps =
        new FeedbackLoop(learnt, scores, source, settings.seed()).run(weights, settings.steps());
    for (int step = 0; step < steps.size(); step++) {
      log.info(
          "fuse: step {}: {}",
          step,
          steps.get(step).answer() == null
              ? "no answer yet; submit it, and add its answer to "
                  + settings.feedback().orElseThrow()
              : String.format(
                  Locale.ROOT,
                  "accuracy %.4f, shares of emotions off by %.4f in all",
                  steps.get(step).answer().accuracy(),
                  steps.get(step).distance()));
    }
    return new Choice(steps.get(steps.size() - 1).weights(), "feedback", false, steps);
  }

  private Evaluation evaluation(StoredScores scores) throws WorkspaceException {
    Map<String, Clip> rejected =
        tables.rows(reader, RejectsTable.NAME, RejectsTable::read).stream()
            .map(Reject::clip)
            .collect(Collectors.toMap(Clip::id, Function.identity(), (one, other) -> one));
    return new Evaluation(
        scores.clips(),
        List.copyOf(rejected.values()),
        new ModelOrigins(workspace, scores.models(), hadoop));
  }

  private static Systems.Rule fusion(Members members, List<FusedRow> fused) {
    Map<String, Emotion> predicted =
        fused.stream().collect(Collectors.toMap(row -> row.clip().id(), FusedRow::predicted));
    List<String> networks =
        members.all().stream()
            .flatMap(member -> member.networks().stream())
            .filter(members.scores().models()::containsKey)
            .distinct()
            .toList();
    return new Systems.Rule(
        Systems.FUSION, networks, clip -> Optional.ofNullable(predicted.get(clip.clip().id())));
  }

  private static void report(String id, Evaluation evaluation) {
    for (MetricsRow row : evaluation.metrics()) {
      log.info(
          String.format(
              Locale.ROOT,
              "fuse: %s on %s: %d clips, accuracy %.1f %%, mean recall %.1f %%",
              row.system().equals(Systems.FUSION) ? id : row.system(),
              row.split() == null ? "clips without a split" : row.split().label(),
              row.clips(),
              100 * row.accuracy(),
              100 * row.meanRecall()));
    }
  }

  private void submit(List<FusedRow> fused) {
    List<FusedRow> rows =
        fused.stream().filter(row -> row.clip().split() == settings.submitted()).toList();
    if (rows.isEmpty()) {
      throw new InputException(
          "the split %s has no clips to submit; set fuse.submitted"
              .formatted(settings.submitted().label()));
    }
    Submission.write(settings.submission().get(), rows, hadoop);
    log.info("fuse: {} files of labels in {}", rows.size(), settings.submission().get());
  }
}
