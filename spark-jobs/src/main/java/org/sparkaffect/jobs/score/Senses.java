package org.sparkaffect.jobs.score;

import java.util.List;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.RgbImage;

/**
 * What one clip gives networks to read.
 *
 * @param faces its 16 master crops; null where it has none
 * @param voice null where it has none
 */
public record Senses(List<RgbImage> faces, Voice voice) {}
