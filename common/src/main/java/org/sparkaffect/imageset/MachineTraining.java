package org.sparkaffect.imageset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.imageset.Measure.Form;
import org.sparkaffect.imageset.Measure.Statistic;

/**
 * Trains the classifiers on the six kernels, and chooses by validation what is left open: the
 * degree, the rank of subspaces, the regularisation, the kernels' weights.
 *
 * @param labels of the training sets
 * @param validation of the clips to validate with
 * @param degrees of polynomial kernels to choose from
 * @param weighted whether kernels get weights of 0, 1/2 or 1, or 1 each
 */
public record MachineTraining(
    Trainer trainer,
    Emotion[] labels,
    Emotion[] validation,
    List<Integer> degrees,
    boolean weighted) {
  private static final double[] WEIGHTS = {1, 0.5, 0};

  /**
   * A measure of pairs of clips.
   *
   * @param train of each training set with each
   * @param val of each clip for validation with each training set
   */
  public record Values(Measure measure, double[][] train, double[][] val) {}

  private record Kind(Statistic statistic, Form form) {}

  private record Candidate(KernelMachine machine, double[][] decisions, Outcome outcome) {}

  /**
   * Trains.
   *
   * @param values of all measures that there are to choose from
   */
  public TrainedMachines train(Iterable<Values> values) {
    Map<Kind, Candidate> best = new LinkedHashMap<>();
    for (Values each : values) {
      Kind kind = new Kind(each.measure().statistic(), each.measure().form());
      for (Candidate candidate : candidates(each)) {
        Candidate before = best.get(kind);
        if (before == null || candidate.outcome().isBetterThan(before.outcome())) {
          best.put(kind, candidate);
        }
      }
    }
    List<Candidate> chosen = List.copyOf(best.values());
    double[] weights = new double[chosen.size()];
    Arrays.fill(weights, 1);
    if (weighted) {
      weights = weights(chosen);
    }
    Vectors.multiply(weights, scale(sum(chosen, weights)));
    List<KernelMachine> machines = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      machines.add(chosen.get(i).machine().weighing(weights[i]));
    }
    return new TrainedMachines(
        machines,
        chosen.stream().map(Candidate::outcome).toList(),
        Outcome.of(sum(chosen, weights), validation));
  }

  private List<Candidate> candidates(Values values) {
    List<Candidate> candidates = new ArrayList<>();
    for (int degree : values.measure().form() == Form.RBF ? List.of(1) : degrees) {
      Kernel kernel = Kernel.of(values.measure(), degree, values.train());
      for (KernelMachine machine : machines(kernel, kernel.of(values.train()))) {
        double[][] decisions = machine.decide(values.val());
        candidates.add(new Candidate(machine, decisions, Outcome.of(decisions, validation)));
      }
    }
    return candidates;
  }

  /** One for each of the trainer's choices. */
  private List<KernelMachine> machines(Kernel kernel, double[][] gram) {
    List<List<Decision>> byClass = new ArrayList<>();
    for (Emotion emotion : Emotion.values()) {
      byClass.add(ofClass(emotion, gram));
    }
    List<KernelMachine> machines = new ArrayList<>();
    for (int i = 0; i < trainer.choices().size(); i++) {
      int choice = i;
      machines.add(
          new KernelMachine(
              kernel,
              trainer.choices().get(i),
              1,
              byClass.stream().map(decisions -> decisions.get(choice)).toList()));
    }
    return machines;
  }

  private List<Decision> ofClass(Emotion emotion, double[][] gram) {
    boolean[] members = new boolean[labels.length];
    boolean any = false;
    for (int i = 0; i < labels.length; i++) {
      members[i] = labels[i] == emotion;
      any |= members[i];
    }
    // of an emotion that is not in the training clips nothing can be said but no
    return any
        ? trainer.train(gram, members)
        : Collections.nCopies(
            trainer.choices().size(), new Decision(new double[labels.length], -1));
  }

  /** The best of all weights; of equals the first, which begins with the largest. */
  private double[] weights(List<Candidate> chosen) {
    double[] best = null;
    Outcome outcome = null;
    int combinations = (int) Math.pow(WEIGHTS.length, chosen.size());
    for (int number = 0; number < combinations - 1; number++) { // the last is all zeros
      double[] weights = new double[chosen.size()];
      int digits = number;
      for (int i = weights.length - 1; i >= 0; i--) {
        weights[i] = WEIGHTS[digits % WEIGHTS.length];
        digits /= WEIGHTS.length;
      }
      Outcome here = Outcome.of(sum(chosen, weights), validation);
      if (outcome == null || here.isBetterThan(outcome)) {
        outcome = here;
        best = weights;
      }
    }
    return best;
  }

  /**
   * What the sum of decisions is multiplied with, such that its softmax is neither too sure nor too
   * vague: the power of the square root of 2, from 1/4 to 4, of least loss: clips that are all
   * right would ask for ever more. It changes no class.
   */
  private double scale(double[][] decisions) {
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int half = -4; half <= 4; half++) {
      double scale = Math.pow(2, half / 2.0);
      double[][] scaled = Arrays.stream(decisions).map(double[]::clone).toArray(double[][]::new);
      for (double[] ofClip : scaled) {
        Vectors.multiply(ofClip, scale);
      }
      double loss = Outcome.of(scaled, validation).loss();
      if (loss < least) {
        least = loss;
        best = scale;
      }
    }
    return best;
  }

  private static double[][] sum(List<Candidate> chosen, double[] weights) {
    double[][] first = chosen.get(0).decisions();
    double[][] sum = new double[first.length][first[0].length];
    for (int i = 0; i < weights.length; i++) {
      for (int clip = 0; clip < sum.length; clip++) {
        Vectors.add(sum[clip], weights[i], chosen.get(i).decisions()[clip]);
      }
    }
    return sum;
  }
}
