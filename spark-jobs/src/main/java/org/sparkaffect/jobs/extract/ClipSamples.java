package org.sparkaffect.jobs.extract;

import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.face.AlignedFace;
import org.sparkaffect.face.FaceSequence;

/** What is known so far of the faces of a clip whose file is being decoded. */
final class ClipSamples {
  final Span span;

  private FaceSequence.Builder faces = new FaceSequence.Builder();
  private int frames;

  ClipSamples(Span span) {
    this.span = span;
  }

  long sampleTimeUs(int index) {
    return FaceSequence.sampleTimeUs(span.startUs(), span.endUs(), index);
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
