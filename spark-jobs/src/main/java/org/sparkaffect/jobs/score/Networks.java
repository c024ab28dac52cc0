package org.sparkaffect.jobs.score;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkaffect.network.VisualModel;

/** What each network reads, and how its stored model is opened: where a network is added. */
public final class Networks {
  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    VisualModel.NAMES.forEach(
        network -> KINDS.put(network, new Kind(Sense.FACES, VisualScoring::open)));
  }

  /** All that can be scored with. */
  public static final List<String> NAMES = List.copyOf(KINDS.keySet());

  private Networks() {}

  private interface Opener {
    Model open(InputStream in) throws IOException;
  }

  private record Kind(Sense reads, Opener opener) {}

  static Sense reads(String network) {
    return KINDS.get(network).reads();
  }

  /**
   * Reads a stored model.
   *
   * @throws IOException where it is broken, or something else
   */
  static Model open(String network, InputStream in) throws IOException {
    return KINDS.get(network).opener().open(in);
  }
}
