package org.sparkaffect.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sparkaffect.clip.Nearest;

/** Which settings there are and what each holds, as the defaults tell. */
final class Schema {
  /** The settings of which the default alone does not tell. */
  private static final Map<String, Kind> TOLD =
      Map.ofEntries(
          Map.entry("workspace", Kind.PATH),
          Map.entry("manifest", Kind.PATH),
          Map.entry("layout", Kind.TEXT),
          Map.entry("limit", Kind.WHOLE_NUMBER),
          Map.entry("segments.length", Kind.DURATION),
          Map.entry("segments.hop", Kind.DURATION),
          Map.entry("train.workers", Kind.WHOLE_NUMBER),
          Map.entry("vgg-lstm.weights", Kind.PATH),
          Map.entry("resnet-lstm.weights", Kind.PATH),
          Map.entry("c3d.weights", Kind.PATH),
          Map.entry("audio-dnn.weights", Kind.PATH),
          Map.entry("audio-lstm.weights", Kind.PATH),
          Map.entry("pretrain-audio.corpus", Kind.PATH),
          Map.entry("score.splits", Kind.LIST),
          Map.entry("fuse.weights", Kind.PATH),
          Map.entry("score-archive.archive", Kind.PATH),
          Map.entry("score-archive.models", Kind.PATH),
          Map.entry("score-archive.weights", Kind.PATH),
          Map.entry("fuse.feedback", Kind.PATH),
          Map.entry("fuse.submission", Kind.PATH),
          Map.entry("report.against", Kind.PATH));

  private final SortedMap<String, Kind> kinds = new TreeMap<>();
  private final Set<String> nullable = new HashSet<>();

  Schema(Config defaults) {
    for (Leaf leaf : leaves(defaults.root())) {
      Kind told = TOLD.get(leaf.key());
      kinds.put(leaf.key(), told == null ? Kind.of(leaf.value()) : told);
      if (leaf.isNull()) {
        nullable.add(leaf.key());
      }
    }
  }

  boolean has(String key) {
    return kinds.containsKey(key);
  }

  /** The settings that differ in meaning, sorted. */
  List<String> differences(Config one, Config other) {
    return kinds.keySet().stream()
        .filter(key -> !Objects.equals(meaning(one, key), meaning(other, key)))
        .toList();
  }

  /** What a setting means, however it is written; null where it has no value. */
  Object meaning(Config config, String key) {
    return kinds.get(key).meaning(config, key);
  }

  /** All settings, sorted. */
  Set<String> keys() {
    return kinds.keySet();
  }

  List<String> paths() {
    return kinds.keySet().stream().filter(key -> kinds.get(key) == Kind.PATH).toList();
  }

  /** Refuses the first value, in the order of the file, that is unknown or of a wrong kind. */
  void check(Config config) {
    leaves(config.root()).stream()
        .sorted(Comparator.comparingInt(leaf -> leaf.value().origin().lineNumber()))
        .forEach(this::check);
  }

  private void check(Leaf leaf) {
    String where = leaf.value().origin().description() + ": ";
    Kind kind = kinds.get(leaf.key());
    if (kind == null) {
      List<String> group =
          kinds.keySet().stream().filter(key -> key.startsWith(leaf.key() + ".")).toList();
      throw new SettingsException(
          where
              + (group.isEmpty()
                  ? "unknown setting '%s'; the nearest is '%s'"
                      .formatted(leaf.key(), Nearest.to(leaf.key(), kinds.keySet()))
                  : "%s is a group of settings (%s), not one with a value"
                      .formatted(leaf.key(), String.join(", ", group))));
    }
    boolean fits = leaf.isNull() ? nullable.contains(leaf.key()) : kind.fits(leaf.value());
    if (!fits) {
      throw new SettingsException(
          where + leaf.key() + " must be " + kind.words + ", not " + shown(leaf.value()));
    }
  }

  private static String shown(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? "'" + value.unwrapped() + "'"
        : value.render(ConfigRenderOptions.concise());
  }

  private record Leaf(String key, ConfigValue value) {
    boolean isNull() {
      return value.valueType() == ConfigValueType.NULL;
    }
  }

  /** Config.entrySet would leave out what is null, and an empty group. */
  private static List<Leaf> leaves(ConfigObject group) {
    List<Leaf> leaves = new ArrayList<>();
    group.forEach(
        (name, value) -> {
          String key = ConfigUtil.joinPath(name);
          if (value instanceof ConfigObject inner && !inner.isEmpty()) {
            leaves(inner)
                .forEach(leaf -> leaves.add(new Leaf(key + "." + leaf.key(), leaf.value())));
          } else {
            leaves.add(new Leaf(key, value));
          }
        });
    return leaves;
  }
}
