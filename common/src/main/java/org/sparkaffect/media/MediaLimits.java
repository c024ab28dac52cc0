package org.sparkaffect.media;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a file may cost before it is rejected.
 *
 * @param maxDuration longest playing time
 * @param maxPixels most pixels in a frame, as stored and as shown
 * @param maxTime most wall time from opening the file to its last frame
 */
public record MediaLimits(Duration maxDuration, long maxPixels, Duration maxTime)
    implements Serializable {}
