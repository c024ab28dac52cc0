package org.sparkaffect.jobs.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.batch.Item;

/**
 * The clips of one media file, which are extracted in one decoding pass.
 *
 * @param stages what is extracted of each, of {@link Stage#ALL}
 */
public record FileClips(String uri, List<Clip> clips, List<String> stages) implements Item {
  private static final long serialVersionUID = 1L;

  /** Gathers clips by file and stages, in the order in which the files are first named. */
  public static List<FileClips> group(List<Clip> clips, Function<Clip, List<String>> stages) {
    record Key(String uri, List<String> stages) {}
    Map<Key, List<Clip>> byFile = new LinkedHashMap<>();
    for (Clip clip : clips) {
      Key key = new Key(clip.uri(), stages.apply(clip));
      byFile.computeIfAbsent(key, file -> new ArrayList<>()).add(clip);
    }
    return byFile.entrySet().stream()
        .map(
            file ->
                new FileClips(
                    file.getKey().uri(), List.copyOf(file.getValue()), file.getKey().stages()))
        .toList();
  }
}
