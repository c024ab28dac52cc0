/**
 * The image-set model: a clip as an order-less set of frame features, after Liu et al., "Combining
 * Multiple Kernel Methods on Riemannian Manifold for Emotion Recognition in the Wild" (ICMI 2014).
 * Three statistics of a set are points on Riemannian manifolds; each has two kernels, on which
 * classifiers are trained. No matrix of the features' dimension squared is ever formed: the
 * statistics of few frames are of low rank, but for a multiple of the identity.
 */
package org.sparkaffect.imageset;
