package org.sparkaffect.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.SpeechCorpus;
import org.sparkaffect.jobs.batch.Summary;
import org.sparkaffect.jobs.extract.Extraction;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.train.NetworkTraining;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From a corpus of read speech in LibriSpeech's layout to the table {@code speech} and to {@code
 * models/gender-dnn}, which the training of audio-dnn in the same workspace begins with:
 *
 * <pre>
 * deploy/affect pretrain-audio --corpus LibriSpeech --workspace work
 * </pre>
 *
 * <p>A file that gives no row is a row of {@code rejects}. A job that was killed goes on where it
 * was when the same command is given again.
 */
@Command(
    sortOptions = false,
    description = "Trains classifiers of speakers' sex, from which the audio networks begin.")
final class PretrainAudio implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(PretrainAudio.class);

  @Mixin private JobOptions options;

  @Option(
      names = "--corpus",
      paramLabel = "URI",
      description = "folder with SPEAKERS.TXT and the subsets, as LibriSpeech has them")
  private String corpus;

  @Option(
      names = "--network",
      split = ",",
      paramLabel = "NAME",
      description = "for which networks: audio-dnn, audio-lstm")
  private List<String> networks;

  @Override
  public String name() {
    return "pretrain-audio";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    settings.path("pretrain-audio.corpus");
    Extract.checkExtraction(settings);
    NetworkTraining.check(settings, networks(settings));
  }

  private static List<String> networks(Settings settings) {
    return settings.names("pretrain-audio.network", VoiceNetwork.labels(VoiceTask.EMOTION)).stream()
        .map(name -> VoiceNetwork.of(name, VoiceTask.EMOTION).orElseThrow())
        .map(network -> network.label(VoiceTask.GENDER))
        .toList();
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    SpeechCorpus speech =
        SpeechCorpus.read(
            settings.path("pretrain-audio.corpus").toString(), context.hadoopConfiguration());
    Extraction extraction = Extraction.ofSpeech(settings, speech.speakers(), spark);
    long limit =
        settings.optional("limit", (config, key) -> config.getLong(key)).orElse(Long.MAX_VALUE);
    List<Clip> utterances = speech.utterances().stream().limit(limit).toList();
    if (settings.config().getBoolean("dry-run")) {
      log.info(
          "would extract {} and train {}",
          extraction.describe(utterances),
          String.join(", ", networks(settings)));
      return;
    }
    extract(extraction, utterances, settings);
    for (String network : networks(settings)) {
      new NetworkTraining(settings, network, context).run();
    }
  }

  private static void extract(Extraction extraction, List<Clip> utterances, Settings settings)
      throws IOException {
    extraction.run(utterances);
    Summary summary = extraction.summary(utterances);
    log.info("pretrain-audio: {} utterances, {}", summary.clips(), summary.rejects());
    Extract.judge(summary, settings);
  }
}
