package org.sparkaffect.jobs.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.batch.InHand.Note;

/**
 * The clips with which a process died. They are kept in the workspace, as a job may die with one.
 */
final class Suspects {
  private final InHand inHand;
  private final Map<String, Clip> known;
  private final Map<String, Clip> suspects = new LinkedHashMap<>();

  /**
   * @param clips all that the job is to take
   */
  Suspects(InHand inHand, List<Clip> clips) {
    this.inHand = inHand;
    this.known = clips.stream().collect(Collectors.toMap(Clip::id, Function.identity()));
  }

  /** Reads what was suspect to the run before this one. */
  void load() throws IOException {
    clips(inHand.suspects()).forEach(clip -> suspects.put(clip.id(), clip));
  }

  /**
   * Suspects what the run before this one had in hand, as its process died of what it did.
   *
   * @return the clips that were in hand alone
   */
  List<Clip> accuse() throws IOException {
    List<Clip> guilty = new ArrayList<>();
    for (Note note : inHand.notes()) {
      suspect(clips(note.clips()));
      guilty.addAll(note.alone() ? clips(note.clips()) : List.of());
    }
    return guilty;
  }

  private List<Clip> clips(List<String> ids) {
    return ids.stream().map(known::get).filter(Objects::nonNull).toList();
  }

  boolean has(Clip clip) {
    return suspects.containsKey(clip.id());
  }

  /** In the order in which they became suspect. */
  List<Clip> all() {
    return List.copyOf(suspects.values());
  }

  void suspect(Collection<Clip> clips) throws IOException {
    if (!clips.isEmpty()) {
      clips.forEach(clip -> suspects.put(clip.id(), clip));
      inHand.suspect(suspects.keySet());
    }
  }

  /** All is known of these. */
  void forget(Collection<Clip> clips) throws IOException {
    if (suspects.keySet().removeAll(InHand.ids(clips))) {
      inHand.suspect(suspects.keySet());
    }
  }
}
