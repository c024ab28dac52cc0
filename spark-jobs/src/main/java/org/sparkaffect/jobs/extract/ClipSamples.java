package org.sparkaffect.jobs.extract;

import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.face.AlignedFace;
import org.sparkaffect.face.FaceSequence;

/** What is known so far of a clip whose file is being decoded. */
final class ClipSamples {
  final Clip clip;
  final long startUs;

  /** When the clip is complete; never before the file's end if it reaches to that. */
  final long completeUs;

  private final long endUs;
  private FaceSequence.Builder faces = new FaceSequence.Builder();
  private int frames;

  ClipSamples(Clip clip, long startUs, long endUs, boolean toFileEnd) {
    this.clip = clip;
    this.startUs = startUs;
    this.endUs = endUs;
    this.completeUs = toFileEnd ? Long.MAX_VALUE : endUs;
  }

  long sampleTimeUs(int index) {
    return FaceSequence.sampleTimeUs(startUs, endUs, index);
  }

  void put(int index, long timeUs, AlignedFace face) {
    // a file's first picture also serves the times before it, when this clip may be over
    if (faces != null) {
      faces.put(index, timeUs, face);
    }
  }

  void countFrame() {
    frames++;
  }

  int frames() {
    return frames;
  }

  /** The clip's faces, which are forgotten here: a long file has more clips than fit in memory. */
  FaceSequence takeSequence() throws RejectedException {
    FaceSequence.Builder complete = faces;
    faces = null;
    return complete.build();
  }
}
