package org.sparkaffect.jobs.table;

import java.util.List;
import org.sparkaffect.emotion.Emotion;

/**
 * What a step of the feedback loop was about, for an emotion. What depends on an answer is null
 * until there is one.
 *
 * @param weights of the members for this emotion, as submitted
 * @param classWeight what the emotion weighs in the score
 * @param predictedShare of the clips submitted
 * @param trueShare of them, as answered
 * @param recall as answered
 * @param d distance of the two shares
 * @param accuracy as answered, of all emotions
 * @param score that these weights have, of all emotions; the lowest that was found
 */
public record FeedbackRow(
    String fusionId,
    int step,
    Emotion emotion,
    List<Double> weights,
    double classWeight,
    double predictedShare,
    Double trueShare,
    Double recall,
    Double d,
    Double accuracy,
    double score) {}
