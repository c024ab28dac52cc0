package org.sparkaffect.face;

/**
 * A detected face.
 *
 * @param confidence probability of being a face, 0..1
 * @param box in pixels of the image
 * @param landmarks x1..x5, y1..y5 in pixels of the image: left eye, right eye, nose, left and right
 *     corner of the mouth, where left is the image's left
 */
public record Face(float confidence, Box box, float[] landmarks) {}
