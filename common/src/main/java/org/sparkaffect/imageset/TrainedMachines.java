package org.sparkaffect.imageset;

import java.util.List;

/**
 * What training the classifiers gave.
 *
 * @param machines one for each kernel
 * @param alone how each did in validation by itself
 * @param together how their sum did
 */
public record TrainedMachines(List<KernelMachine> machines, List<Outcome> alone, Outcome together) {}
