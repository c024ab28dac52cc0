package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.network.InputBatch;

/**
 * Makes a minibatch on the worker that trains with it. What Deeplearning4j takes for the path of a
 * file are the names of the minibatch's cards.
 */
final class Minibatches implements MultiDataSetLoader {
  private static final long serialVersionUID = 1L;

  private final Samples samples;
  private final Broadcast<List<TrainingClip>> clips;

  Minibatches(Samples samples, Broadcast<List<TrainingClip>> clips) {
    this.samples = samples;
    this.clips = clips;
  }

  @Override
  public MultiDataSet load(Source source) throws IOException {
    List<INDArray[]> inputs = new ArrayList<>();
    List<INDArray> labels = new ArrayList<>();
    for (String name : source.getPath().split(",")) {
      Deck.Card card = Deck.Card.parse(name);
      TrainingClip clip = clips.value().get(card.clip());
      inputs.add(samples.augmented(clip, card.epoch()));
      labels.add(label(clip));
    }
    List<InputBatch> batches =
        IntStream.range(0, inputs.get(0).length)
            .mapToObj(i -> InputBatch.of(inputs.stream().map(of -> of[i]).toList()))
            .toList();
    boolean masked = batches.stream().anyMatch(batch -> batch.mask() != null);
    return new org.nd4j.linalg.dataset.MultiDataSet(
        batches.stream().map(InputBatch::values).toArray(INDArray[]::new),
        new INDArray[] {Nd4j.concat(0, labels.toArray(INDArray[]::new))},
        masked ? batches.stream().map(InputBatch::mask).toArray(INDArray[]::new) : null,
        null);
  }

  private INDArray label(TrainingClip clip) {
    float[][] oneHot = new float[1][samples.classes()];
    oneHot[0][clip.label()] = 1;
    return Nd4j.createFromArray(oneHot);
  }
}
