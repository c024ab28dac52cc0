package org.sparkaffect.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sparkaffect.emotion.Emotion;

/**
 * How often each emotion was taken for each. What cannot be said of an emotion, as no clip has it
 * or none was taken for it, is empty, and counts in no mean.
 */
public final class ConfusionMatrix {
  private static final int EMOTIONS = Emotion.values().length;

  private final long[][] clips = new long[EMOTIONS][EMOTIONS];
  private long all;

  /** Of counts: rows are the true emotions, columns what they were taken for. */
  public static ConfusionMatrix of(long[][] clips) {
    ConfusionMatrix matrix = new ConfusionMatrix();
    for (Emotion actual : Emotion.values()) {
      for (Emotion predicted : Emotion.values()) {
        matrix.add(actual, predicted, clips[actual.ordinal()][predicted.ordinal()]);
      }
    }
    return matrix;
  }

  /** Counts a clip. */
  public void add(Emotion actual, Emotion predicted) {
    add(actual, predicted, 1);
  }

  private void add(Emotion actual, Emotion predicted, long count) {
    clips[actual.ordinal()][predicted.ordinal()] += count;
    all += count;
  }

  public long clips() {
    return all;
  }

  public long clips(Emotion actual, Emotion predicted) {
    return clips[actual.ordinal()][predicted.ordinal()];
  }

  /** Clips of an emotion. */
  public long clips(Emotion actual) {
    return LongStream.of(clips[actual.ordinal()]).sum();
  }

  private long predicted(Emotion emotion) {
    return IntStream.range(0, EMOTIONS).mapToLong(i -> clips[i][emotion.ordinal()]).sum();
  }

  private long right(Emotion emotion) {
    return clips(emotion, emotion);
  }

  /** Clips that were taken for what they are. */
  public long right() {
    return Arrays.stream(Emotion.values()).mapToLong(this::right).sum();
  }

  /** Share of the clips that are right; empty without clips. */
  public OptionalDouble accuracy() {
    return share(right(), all);
  }

  /** Share of an emotion's clips that were taken for another, or for itself. */
  public OptionalDouble rate(Emotion actual, Emotion predicted) {
    return share(clips(actual, predicted), clips(actual));
  }

  /** Share of an emotion's clips that are right. */
  public OptionalDouble recall(Emotion emotion) {
    return rate(emotion, emotion);
  }

  /** Share of what was taken for an emotion that is so. */
  public OptionalDouble precision(Emotion emotion) {
    return share(right(emotion), predicted(emotion));
  }

  /** Harmonic mean of recall and precision; 0 where all of the emotion were missed. */
  public OptionalDouble f1(Emotion emotion) {
    return share(2 * right(emotion), clips(emotion) + predicted(emotion));
  }

  /** Mean recall of the emotions that occur. */
  public OptionalDouble meanRecall() {
    return mean(this::recall);
  }

  /** Mean F1 of the emotions that occur or that clips were taken for. */
  public OptionalDouble macroF1() {
    return mean(this::f1);
  }

  private interface Figure {
    OptionalDouble of(Emotion emotion);
  }

  private static OptionalDouble mean(Figure figure) {
    return Arrays.stream(Emotion.values())
        .map(figure::of)
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
