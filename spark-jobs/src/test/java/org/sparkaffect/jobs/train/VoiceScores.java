package org.sparkaffect.jobs.train;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.VoiceColumns;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/**
 * What deploy/benchmark-voice reads: a line for each row of a table, its id and its functionals or
 * the name of the class that a model gives it. {@code VoiceScores NETWORK TABLE WORKSPACE SETTINGS
 * SEED...} trains the network in one process, with each seed, with transfer and from scratch where
 * there is a choice, and prints what its last model says; {@code VoiceScores none TABLE WORKSPACE}
 * prints functionals. TABLE may lie in another workspace: {@code TABLE@WORKSPACE}.
 */
final class VoiceScores {
  private VoiceScores() {}

  public static void main(String[] args) throws Exception {
    String network = args[0];
    if (network.equals("none")) {
      scores(args[1], args[2], null, "");
      return;
    }
    SparkSession spark =
        SparkSession.builder().master("local[2]").appName("benchmark").getOrCreate();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    boolean source = network.startsWith("gender");
    for (String seed : Arrays.asList(args).subList(4, args.length)) {
      for (boolean scratch : source ? new boolean[] {true} : new boolean[] {false, true}) {
        FileUtil.fullyDelete(new File(args[2], "models"));
        Map<String, Object> options =
            Map.of("workspace", args[2], "seed", Long.valueOf(seed), "train.from-scratch", scratch);
        Settings settings = Settings.load(args[3], options);
        new NetworkTraining(settings, network, context).run();
        Path file = Path.of(args[2], "models", network, ModelFolder.LAST);
        scores(args[1], args[2], Model.read(file), seed + ";" + scratch + ";");
      }
    }
    spark.stop();
  }

  private static void scores(String table, String workspace, Model model, String prefix)
      throws Exception {
    String[] parts = table.split("@");
    Configuration hadoop = new Configuration();
    Path folder = Path.of(parts.length > 1 ? parts[1] : workspace);
    Workspace of = new Workspace(new org.apache.hadoop.fs.Path(folder.toUri()), hadoop);
    for (org.apache.hadoop.fs.Path part : of.parts(parts[0])) {
      new TableReader(hadoop).rows(part, row -> print(prefix, row, model));
    }
  }

  private static Voice print(String prefix, Group row, Model model) {
    Voice voice = VoiceColumns.read(row);
    System.out.println(
        prefix + row.getString(0, 0) + ";" + (model == null ? numbers(voice) : model.name(voice)));
    return voice;
  }

  private static String numbers(Voice voice) {
    return Arrays.toString(voice.functionals()).replaceAll("[\\[\\] ]", "").replace(',', ';');
  }

  private record Model(ComputationGraph graph, VoiceInput input, List<String> classes) {
    static Model read(Path file) throws Exception {
      try (InputStream in = Files.newInputStream(file)) {
        GraphFile.Contents contents = GraphFile.read(in);
        JsonNode card = new ObjectMapper().readTree(contents.others().get(ModelCard.ENTRY));
        VoiceTask task =
            card.get("network").asText().startsWith("gender")
                ? VoiceTask.GENDER
                : VoiceTask.EMOTION;
        VoiceNetwork network = VoiceNetwork.of(card.get("network").asText(), task).orElseThrow();
        int frames = card.at("/architecture/frames").asInt(1);
        return new Model(contents.graph(), new VoiceInput(network, frames), task.classes());
      }
    }

    String name(Voice voice) {
      return classes.get(graph.outputSingle(input.of(voice)).argMax(1).getInt(0));
    }
  }
}
