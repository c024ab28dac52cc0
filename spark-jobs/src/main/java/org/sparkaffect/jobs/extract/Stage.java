package org.sparkaffect.jobs.extract;

import java.util.List;

/** What is extracted of a clip, as the setting {@code extract.stages} and rejects call it. */
public final class Stage {
  public static final String FACES = "faces";
  public static final String ACOUSTICS = "acoustics";
  public static final List<String> ALL = List.of(FACES, ACOUSTICS);

  private Stage() {}
}
