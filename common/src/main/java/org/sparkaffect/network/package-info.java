/**
 * The neural sub-networks of Ouyang et al., "Audio-Visual Emotion Recognition Using Deep Transfer
 * Learning and Multiple Heads Models" (ICMI 2017), as Deeplearning4j graphs, and what each makes of
 * a clip's faces before it sees them. Layers have the names of the published models, so that
 * weights find their places. Shapes are NCHW, NCDHW and, over time, batch x features x steps.
 */
package org.sparkaffect.network;
