package org.sparkaffect.face;

import org.sparkaffect.clip.RgbImage;

/** A face with its {@link MasterCrop}. */
public record AlignedFace(Face face, RgbImage crop) {}
