package org.sparkaffect.jobs.imageset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.train.TrainingClip;
import org.sparkaffect.jobs.train.TrainingClips;

/** All sets, those to train on before those to validate with. */
record Samples(List<Sample> train, List<Sample> val) {
  /**
   * @param views of clips to train on; others are seen in one
   */
  static Samples of(TrainingClips clips, int views) {
    return new Samples(samples(clips.train(), views), samples(clips.val(), 1));
  }

  private static List<Sample> samples(List<TrainingClip> clips, int views) {
    return clips.stream()
        .flatMap(clip -> IntStream.range(0, views).mapToObj(view -> new Sample(clip, view)))
        .toList();
  }

  /** Blocks of at most so many, each of sets for one purpose. */
  List<Block> blocks(int size) {
    List<Block> blocks = new ArrayList<>();
    for (List<Sample> samples : List.of(train, val)) {
      for (int from = 0; from < samples.size(); from += size) {
        List<Sample> some = samples.subList(from, Math.min(samples.size(), from + size));
        blocks.add(new Block(blocks.size(), samples == train, new ArrayList<>(some)));
      }
    }
    return blocks;
  }

  static Emotion[] labels(List<Sample> samples) {
    return samples.stream().map(each -> each.clip().clip().label()).toArray(Emotion[]::new);
  }
}
