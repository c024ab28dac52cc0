package org.sparkaffect.jobs.table;

import org.sparkaffect.clip.Clip;

/**
 * A level of a backbone for a clip.
 *
 * @param view 0 is the one for scoring; others are for training
 * @param values a row for each step
 */
public record FeaturesRow(Clip clip, String backbone, String level, int view, float[][] values) {}
