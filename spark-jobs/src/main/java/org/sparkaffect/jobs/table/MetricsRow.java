package org.sparkaffect.jobs.table;

import org.sparkaffect.clip.Split;

/**
 * How good a system is.
 *
 * @param split null for clips without one
 * @param clips that have a label and were scored
 * @param rejected clips that have a label and were not, as they were rejected
 * @param fromScratch whether a network in it began with random weights all over; null if unknown
 */
public record MetricsRow(
    String system,
    Split split,
    long clips,
    double accuracy,
    double meanRecall,
    double macroF1,
    long rejected,
    Boolean fromScratch) {}
