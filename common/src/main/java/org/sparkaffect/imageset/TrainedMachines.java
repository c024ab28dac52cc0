package org.sparkaffect.imageset;

import java.util.List;
import java.util.stream.IntStream;

/** What training the classifiers gave. */
public final class TrainedMachines {
  private final List<KernelMachine> machines;
  private final List<Outcome> alone;
  private final Outcome together;

  /**
   * @param machines one for each kernel
   * @param alone how each did in validation by itself
   * @param together how their sum did
   */
  TrainedMachines(List<KernelMachine> machines, List<Outcome> alone, Outcome together) {
    this.machines = machines;
    this.alone = alone;
    this.together = together;
  }

  /**
   * What was chosen for a kernel.
   *
   * @param degree of a polynomial kernel
   * @param choice how its classifiers are regularised
   * @param weight in the sum of decisions
   * @param alone how it did by itself
   */
  public record Chosen(Measure measure, int degree, String choice, double weight, Outcome alone) {}

  /** By kernel. */
  public List<Chosen> kernels() {
    return IntStream.range(0, machines.size())
        .mapToObj(i -> chosen(machines.get(i), alone.get(i)))
        .toList();
  }

  private static Chosen chosen(KernelMachine machine, Outcome alone) {
    Kernel kernel = machine.kernel();
    return new Chosen(kernel.measure(), kernel.degree(), machine.choice(), machine.weight(), alone);
  }

  /** How the sum of all did in validation. */
  public Outcome together() {
    return together;
  }

  List<KernelMachine> machines() {
    return machines;
  }
}
