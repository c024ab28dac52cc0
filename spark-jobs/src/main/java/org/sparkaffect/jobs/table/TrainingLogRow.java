package org.sparkaffect.jobs.table;

/**
 * Where a training stood after an averaging.
 *
 * @param iteration minibatches that each worker had by then
 * @param epoch times that the training clips had been gone through
 * @param trainLoss mean cross entropy of the workers' last minibatches
 * @param valLoss mean cross entropy over the validation clips; null where they were not scored
 * @param valAccuracy likewise, from 0 to 1
 * @param seconds since the training began, without the time between runs
 */
public record TrainingLogRow(
    String modelId,
    int iteration,
    String network,
    int epoch,
    double learningRate,
    double trainLoss,
    Double valLoss,
    Double valAccuracy,
    double seconds) {}
