package org.sparkaffect.clip;

import java.io.Serializable;
import java.time.Instant;

/**
 * A clip that a stage could not take, and why.
 *
 * @param clip the clip
 * @param stage what was tried, for example {@code faces}
 * @param reason one of a closed list
 * @param message the particulars, in words
 * @param attempts how often it was tried, from 1
 * @param at when it was last tried
 */
public record Reject(
    Clip clip, String stage, RejectReason reason, String message, int attempts, Instant at)
    implements Serializable {}
