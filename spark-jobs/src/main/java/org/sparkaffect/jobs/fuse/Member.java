package org.sparkaffect.jobs.fuse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sparkaffect.clip.Nearest;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.network.VisualModel;

/**
 * A sub-system of the fusion: the mean of the networks that have scores of a clip.
 *
 * @param networks at least one
 */
public record Member(String name, List<String> networks) implements Serializable {
  private static final long serialVersionUID = 1L;

  static final List<String> NETWORKS =
      Stream.concat(VisualModel.NAMES.stream(), Stream.of("image-set", "audio-dnn", "audio-lstm"))
          .toList();

  /** The tuples of weights of one more would not fit in memory. */
  private static final int MOST = 6;

  private static final String KEY = "fuse.members";

  /**
   * The members that the settings name, as in {@code "Visual = vgg-lstm + c3d"}.
   *
   * @throws org.sparkaffect.jobs.settings.SettingsException where they cannot be so
   */
  public static List<Member> all(Settings settings) {
    List<Member> members = new ArrayList<>();
    for (String text : settings.config().getStringList(KEY)) {
      String[] sides = text.split("=", -1);
      if (sides.length != 2 || sides[0].isBlank()) {
        throw settings.refused(
            KEY, "must be like 'Visual = vgg-lstm + resnet-lstm', not '%s'".formatted(text));
      }
      List<String> networks = Stream.of(sides[1].split("\\+", -1)).map(String::strip).toList();
      networks.forEach(network -> requireKnown(settings, network));
      members.add(new Member(sides[0].strip(), networks));
    }
    if (members.isEmpty() || members.size() > MOST) {
      throw settings.refused(KEY, "must be from one to %d members".formatted(MOST));
    }
    if (Set.copyOf(names(members)).size() < members.size()) {
      throw settings.refused(KEY, "has two members of the same name");
    }
    return members;
  }

  private static void requireKnown(Settings settings, String network) {
    if (!NETWORKS.contains(network)) {
      throw settings.refused(
          KEY,
          "knows no network '%s', only %s; the nearest is '%s'"
              .formatted(network, String.join(", ", NETWORKS), Nearest.to(network, NETWORKS)));
    }
  }

  static List<String> names(List<Member> members) {
    return members.stream().map(Member::name).toList();
  }
}
