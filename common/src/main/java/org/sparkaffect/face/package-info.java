/**
 * Faces: found by MTCNN (Zhang et al., "Joint Face Detection and Alignment Using Multitask Cascaded
 * Convolutional Networks", 2016), aligned to one master crop, gathered to a clip's 16-frame
 * sequence.
 */
package org.sparkaffect.face;
