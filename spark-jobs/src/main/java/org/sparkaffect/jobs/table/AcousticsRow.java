package org.sparkaffect.jobs.table;

import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.Clip;

/**
 * What the acoustics table says of a clip.
 *
 * @param durationMs how much sound the clip has
 */
public record AcousticsRow(Clip clip, long durationMs, Voice voice) {}
