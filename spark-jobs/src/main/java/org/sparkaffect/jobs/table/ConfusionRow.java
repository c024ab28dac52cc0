package org.sparkaffect.jobs.table;

import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;

/**
 * How often a system takes one emotion for another.
 *
 * @param split null for clips without one
 * @param rate share of the clips of the actual emotion; null where there are none
 */
public record ConfusionRow(
    String system, Split split, Emotion actual, Emotion predicted, long clips, Double rate) {}
