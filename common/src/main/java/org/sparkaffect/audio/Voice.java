package org.sparkaffect.audio;

/**
 * A clip's voice.
 *
 * @param functionals the 88 of {@link Egemaps#FUNCTIONALS}
 * @param lld the smoothed descriptors every 10 ms, row by row, in the order of {@link
 *     Egemaps#DESCRIPTORS}: one row more than there are frames of 60 ms
 * @param voicedRatio share of the frames of 60 ms that are voiced
 */
public record Voice(float[] functionals, float[] lld, float voicedRatio) {
  public int lldFrames() {
    return lld.length / Descriptor.COUNT;
  }
}
