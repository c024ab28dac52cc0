package org.sparkaffect.jobs.table;

import org.sparkaffect.emotion.Emotion;

/**
 * What a member of a fusion weighs for an emotion.
 *
 * @param objective what the weights were searched for, or {@code given}
 * @param certified whether there are no better weights, for certain
 */
public record WeightsRow(
    String fusionId,
    String member,
    Emotion emotion,
    double weight,
    String objective,
    boolean certified) {}
