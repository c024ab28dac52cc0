/**
 * Weights from binary Caffe models. Published ones are in one of three dialects of the same
 * Protocol Buffers schema, told apart by the numbers and wire types of their fields: that of 2014
 * ({@code layers}, four legacy dimensions), that of 2015 and later ({@code layer}, shapes), and
 * that of the fork for C3D, whose blobs have a fifth dimension and hence other numbers.
 */
package org.sparkaffect.network.caffe;
