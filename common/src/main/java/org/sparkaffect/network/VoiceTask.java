package org.sparkaffect.network;

import java.util.List;
import java.util.stream.Stream;
import org.sparkaffect.clip.Sex;
import org.sparkaffect.emotion.Emotion;

/** What a network tells of a voice: the paper's source task and its target task (section 4.2). */
public enum VoiceTask {
  GENDER("gender", Stream.of(Sex.values()).map(Sex::label).toList()),
  EMOTION(Heads.OUTPUT, Stream.of(Emotion.values()).map(Emotion::label).toList());

  private final String output;
  private final List<String> classes;

  VoiceTask(String output, List<String> classes) {
    this.output = output;
    this.classes = classes;
  }

  /** The last layer, which is not transferred. */
  String output() {
    return output;
  }

  /** In the order of its outputs. */
  public List<String> classes() {
    return classes;
  }
}
