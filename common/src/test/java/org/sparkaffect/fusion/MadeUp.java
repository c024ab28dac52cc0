package org.sparkaffect.fusion;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Scores as those of real members, from a documented generator: member m gives clip n of class c a
 * logit of skill_m for class c and 0 for others, plus a bias of that member for that pair of
 * classes (normal, 0.4), plus noise (normal, 1) of which a share is the same for all members; the
 * scores are the softmax of 1.2 times that.
 *
 * @param skills of the members; 1 gives an accuracy of about 40 % with seven classes
 * @param shared share of the noise's variance that members have in common
 * @param decimals to which scores are rounded; 0 for none
 */
record MadeUp(double[] skills, double shared, int decimals) {
  /** Clips of each emotion in the validation data of AFEW: 383. */
  static final int[] VALIDATION = {64, 40, 46, 63, 63, 61, 46};

  /** And in its test data: the rows of the paper's Table 5. */
  static final int[] TEST = {98, 40, 70, 144, 193, 80, 28};

  /** Members with accuracies of about 35 to 55 %. */
  static final MadeUp USUAL = new MadeUp(new double[] {1.2, 1.3, 1.1}, 0.3, 0);

  Scores scores(int[] sizes, long seed) {
    return scores(sizes, seed, new Random(-1 - seed));
  }

  /**
   * @param members gives their biases: the same for two sets of clips that the same members score
   */
  Scores scores(int[] sizes, long seed, Random members) {
    double[][][] bias = new double[skills.length][sizes.length][sizes.length];
    for (double[][] ofMember : bias) {
      for (double[] ofClass : ofMember) {
        for (int c = 0; c < ofClass.length; c++) {
          ofClass[c] = 0.4 * members.nextGaussian();
        }
      }
    }
    Random random = new Random(seed);
    int clips = 0;
    for (int size : sizes) {
      clips += size;
    }
    float[][][] values = new float[clips][skills.length][];
    int[] labels = new int[clips];
    int clip = 0;
    for (int label = 0; label < sizes.length; label++) {
      for (int i = 0; i < sizes[label]; i++, clip++) {
        labels[clip] = label;
        double[] common = normal(sizes.length, random);
        for (int member = 0; member < skills.length; member++) {
          double[] logits = normal(sizes.length, random);
          for (int c = 0; c < logits.length; c++) {
            logits[c] =
                Math.sqrt(shared) * common[c]
                    + Math.sqrt(1 - shared) * logits[c]
                    + bias[member][label][c]
                    + (c == label ? skills[member] : 0);
          }
          values[clip][member] = softmax(logits);
        }
      }
    }
    return new Scores(values, labels);
  }

  private static double[] normal(int count, Random random) {
    return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  private float[] softmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(1.2 * logit);
    }
    float[] scores = new float[logits.length];
    double unit = Math.pow(10, -decimals);
    for (int c = 0; c < scores.length; c++) {
      double score = Math.exp(1.2 * logits[c]) / sum;
      scores[c] = (float) (decimals == 0 ? score : Math.round(score / unit) * unit);
    }
    return scores;
  }
}
