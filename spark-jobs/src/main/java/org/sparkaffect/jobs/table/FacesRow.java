package org.sparkaffect.jobs.table;

import org.sparkaffect.clip.Clip;
import org.sparkaffect.face.FaceSequence;
import org.sparkaffect.face.PixelEncoding;

/**
 * What the faces table says of a clip.
 *
 * @param frames how many frames the clip has
 * @param width columns of a frame as displayed
 * @param height rows of a frame as displayed
 * @param fps mean frames a second, as the file states it
 */
public record FacesRow(
    Clip clip,
    FaceSequence faces,
    int frames,
    int width,
    int height,
    double fps,
    PixelEncoding encoding) {}
