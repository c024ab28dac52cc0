package org.sparkaffect.jobs.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.batch.Item;

/** The clips of one media file, which are extracted in one decoding pass. */
public record FileClips(String uri, List<Clip> clips) implements Item {
  private static final long serialVersionUID = 1L;

  /** Gathers clips by file, in the order in which the files are first named. */
  public static List<FileClips> group(List<Clip> clips) {
    Map<String, List<Clip>> byFile = new LinkedHashMap<>();
    for (Clip clip : clips) {
      byFile.computeIfAbsent(clip.uri(), uri -> new ArrayList<>()).add(clip);
    }
    return byFile.entrySet().stream()
        .map(file -> new FileClips(file.getKey(), List.copyOf(file.getValue())))
        .toList();
  }
}
