package org.sparkaffect.jobs.table;

import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Sex;

/**
 * What the table speech says of an utterance.
 *
 * @param utterance with its speaker as the subject
 */
public record SpeechRow(Clip utterance, Sex sex, Voice voice) {}
