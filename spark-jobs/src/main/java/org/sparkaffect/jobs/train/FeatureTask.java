package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.jobs.cluster.GpuBinding;
import org.sparkaffect.jobs.table.FeaturesRow;
import org.sparkaffect.jobs.table.FeaturesTable;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace.Staged;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VisualNetwork;

/**
 * Runs a backbone over some clips, and stages a file of what it gives.
 *
 * @param weights the backbone's
 * @param folder to stage in
 * @param done counts clips
 */
record FeatureTask(
    VisualModel model,
    String backboneId,
    Broadcast<float[]> weights,
    String folder,
    Map<String, String> metadata,
    Broadcast<SerializableConfiguration> hadoop,
    LongAccumulator done)
    implements FlatMapFunction<Iterator<ClipViews>, Staged> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Staged> call(Iterator<ClipViews> clips) throws IOException {
    if (!clips.hasNext()) {
      return List.<Staged>of().iterator();
    }
    GpuBinding.bindTask();
    Configuration conf = hadoop.value().value();
    StoredFaces faces = new StoredFaces(conf);
    VisualNetwork network = model.network();
    ComputationGraph backbone =
        Weights.network(network.backbone(new NeuralNetConfiguration.Builder()), weights.value());
    List<String> levels = network.levels();
    Path file = new Path(folder, UUID.randomUUID() + ".parquet");
    try (TableWriter<FeaturesRow> writer =
        new TableWriter<>(new FeaturesTable(), file, metadata, conf)) {
      while (clips.hasNext()) {
        ClipViews clip = clips.next();
        List<RgbImage> masters = faces.crops(clip.clip());
        for (Map.Entry<Integer, List<String>> view : clip.missing().entrySet()) {
          INDArray input =
              network.backboneInput(masters, FeatureViews.view(clip.clip().id(), view.getKey()));
          INDArray[] outputs = backbone.output(input);
          for (String level : view.getValue()) {
            float[][] steps = steps(outputs[levels.indexOf(level)]);
            writer.write(
                new FeaturesRow(clip.clip().clip(), backboneId, level, view.getKey(), steps));
          }
        }
        done.add(1);
      }
    }
    return List.of(new Staged(file.toString(), FeaturesTable.NAME)).iterator();
  }

  private static float[][] steps(INDArray level) {
    return level.reshape('c', level.size(0), -1).toFloatMatrix();
  }
}
