package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.cluster.Slots;
import org.sparkaffect.jobs.cluster.StatusLine;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.Momentum;
import org.sparkaffect.network.RateRule;

/** Trains a network, from where its last checkpoint was. */
final class Training {
  private static final Logger log = LoggerFactory.getLogger(Training.class);

  private final Schedule settings;
  private final ModelCard card;
  private final ModelFolder folder;
  private final Assembly assembly;
  private final int workers;
  private final int iterations;
  private final Averaging averaging;
  private final Validation validation;
  private final Deck deck;
  private final List<TrainingClip> clips;
  private final Samples samples;
  private final JavaSparkContext spark;

  private ComputationGraph network;
  private Standing standing = new Standing();
  private INDArray best;
  private Weights kept;
  private long begin;
  private int iterationAtBegin;
  private volatile String status = "";

  /**
   * @param network as it begins
   * @param assembly makes the whole network of a trained one
   */
  Training(
      Schedule settings,
      ModelCard card,
      ModelFolder folder,
      ComputationGraph network,
      Assembly assembly,
      TrainingClips located,
      Samples samples,
      JavaSparkContext spark) {
    this.settings = settings;
    this.card = card;
    this.folder = folder;
    this.network = network;
    this.assembly = assembly;
    this.workers = settings.workers().orElseGet(() -> Slots.of(spark.sc()));
    this.iterations = settings.iterations(located.train().size(), workers);
    this.averaging =
        new Averaging(spark, workers, settings.batch(), settings.averaging(), settings.seed());
    this.validation = new Validation(located.val(), samples, spark);
    this.deck = new Deck(located.train().size(), settings.seed());
    this.clips = located.train();
    this.samples = samples;
    this.spark = spark;
  }

  /** Makes the whole network, from pixels to emotions, of a trained one. */
  interface Assembly {
    ComputationGraph whole(ComputationGraph trained);
  }

  /**
   * Trains to the end, and stores the best model.
   *
   * @throws SettingsException where the loss of training or validation is not finite, or the
   *     driver's memory is too small
   */
  Standing run() throws IOException {
    DriverHeap.require(
        settings.network(),
        network.numParams(),
        spark.sc().isLocal() ? workers : 0,
        Runtime.getRuntime().maxMemory());
    resume();
    Broadcast<List<TrainingClip>> sent = spark.broadcast(new ArrayList<>(clips));
    try {
      train(new Minibatches(samples, sent));
    } finally {
      sent.destroy();
    }
    if (standing.best == null) {
      throw notFinite(Double.NaN);
    }
    writeBest();
    return standing;
  }

  @SuppressWarnings("try") // a status line works by being open
  private void train(Minibatches minibatches) throws IOException {
    iterationAtBegin = standing.iteration;
    begin = System.nanoTime();
    double secondsBefore = standing.seconds;
    long checkpoint = begin;
    try (StatusLine line = new StatusLine(() -> status)) {
      while (standing.iteration < iterations) {
        boolean validated = step(minibatches, secondsBefore);
        // what is kept of an epoch is the network itself at its end, and is stored then alone
        boolean complete = validated || settings.rule().isEmpty();
        long now = System.nanoTime();
        if (complete && now - checkpoint > settings.checkpoint().toNanos()) {
          writeBest();
          folder.write(ModelFolder.CHECKPOINT, network, true, entriesOfCheckpoint());
          checkpoint = now;
        }
      }
    }
  }

  private void resume() throws IOException {
    GraphFile.Contents checkpoint = folder.read(ModelFolder.CHECKPOINT).orElse(null);
    if (checkpoint != null) {
      network = checkpoint.graph();
      standing = Standing.fromJson(checkpoint.others().get(Standing.ENTRY));
      log.info("train {}: goes on from iteration {}", settings.network(), standing.iteration);
    }
    kept = Weights.of(network);
  }

  /** Averages once, and validates where an epoch ends. */
  private boolean step(Minibatches minibatches, double secondsBefore) throws IOException {
    int some = Math.min(settings.averaging(), iterations - standing.iteration);
    int count = some * workers;
    int end = standing.iteration + some;
    spark.sc().setJobDescription("train %s: to iteration %d".formatted(settings.network(), end));
    double rate = Momentum.rate(network.getConfiguration(), end - 1);
    double loss =
        averaging.fit(
            network, deck.minibatches(standing.position, count, settings.batch()), minibatches);
    requireFinite(loss);
    long epochBefore = standing.position / clips.size();
    standing.position += (long) count * settings.batch();
    standing.iteration += some;
    int epoch = Math.toIntExact(standing.position / clips.size());
    Validation.Score score = null;
    if (epoch > epochBefore || standing.iteration == iterations) {
      score = validation.of(network);
      requireFinite(score.loss());
      if (Double.isFinite(score.loss())
          && (standing.best == null || score.isBetterThan(standing.best))) {
        standing.best = score;
        standing.bestIteration = standing.iteration;
        best = network.params().dup();
      }
    }
    standing.seconds = secondsBefore + (System.nanoTime() - begin) / 1e9;
    standing.log.add(
        new TrainingLogRow(
            card.modelId(),
            standing.iteration,
            settings.network(),
            epoch,
            rate,
            loss,
            score == null ? null : score.loss(),
            score == null ? null : score.accuracy(),
            standing.seconds));
    status = status(epoch, rate, loss);
    if (score != null && settings.rule().isPresent()) {
      follow(settings.rule().get(), score);
    }
    return score != null;
  }

  /** Does what follows from an epoch. */
  private void follow(RateRule rule, Validation.Score score) {
    double before = standing.kept == null ? Double.POSITIVE_INFINITY : standing.kept.loss();
    RateRule.Verdict verdict = rule.after(before, score.loss());
    ComputationGraphConfiguration configuration = network.getConfiguration();
    Momentum.setRate(configuration, verdict.factor() * Momentum.rate(configuration, 0));
    if (verdict.goBack()) {
      kept.averageInto(network);
    } else {
      standing.kept = score;
      kept = Weights.of(network);
    }
  }

  /** A rule goes back from there. */
  private void requireFinite(double loss) {
    if (!Double.isFinite(loss) && settings.rule().isEmpty()) {
      throw notFinite(loss);
    }
  }

  private SettingsException notFinite(double loss) {
    return new SettingsException(
        "%s: the loss is %s soon after iteration %d; lower %s and train anew"
            .formatted(settings.network(), loss, standing.iteration, settings.rateSetting()));
  }

  private String status(int epoch, double rate, double loss) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    int done = standing.iteration - iterationAtBegin;
    double perIteration = seconds / done;
    return "train %s: epoch %d, iteration %d of %d, loss %.3f, rate %.2g, %.1f clips/s, time left %s"
        .formatted(
            settings.network(),
            epoch,
            standing.iteration,
            iterations,
            loss,
            rate,
            settings.batch() * workers / perIteration,
            StatusLine.duration(Math.round((iterations - standing.iteration) * perIteration)));
  }

  private Map<String, byte[]> entriesOfCheckpoint() throws IOException {
    Map<String, byte[]> entries = card.entries(standing.iteration, standing.best);
    entries.put(Standing.ENTRY, standing.toJson());
    return entries;
  }

  /** Before the checkpoint, so that a run that goes on from there finds it. */
  private void writeBest() throws IOException {
    if (best != null) {
      ComputationGraph graph = new ComputationGraph(network.getConfiguration());
      graph.init(best, false);
      folder.write(
          ModelFolder.BEST,
          assembly.whole(graph),
          false,
          card.entries(standing.bestIteration, standing.best));
      best = null;
    }
  }

  /** Stores the model as it stands at the end. */
  void writeLast() throws IOException {
    TrainingLogRow last = standing.log.get(standing.log.size() - 1);
    Validation.Score score =
        standing.kept == null
            ? new Validation.Score(last.valLoss(), last.valAccuracy())
            : standing.kept;
    folder.write(
        ModelFolder.LAST, assembly.whole(network), false, card.entries(standing.iteration, score));
  }
}
