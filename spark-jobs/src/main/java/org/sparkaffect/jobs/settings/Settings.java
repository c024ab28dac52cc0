package org.sparkaffect.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Nearest;

/**
 * All settings of a run, each of its kind: the command line above the user's file above {@code
 * defaults.conf}, which says what there is. Paths are absolute. It travels to executors.
 */
public final class Settings implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Config DEFAULTS = defaults();
  private static final Schema SCHEMA = new Schema(DEFAULTS);

  /** Both Java's and Kryo's serializers carry text; what was parsed from it stays behind. */
  private final String json;

  private transient Config config;

  private Settings(Config config) {
    this.config = config;
    this.json = config.root().render(ConfigRenderOptions.concise());
  }

  /**
   * Reads the settings of a run.
   *
   * @param file the user's settings file, a path or URI, or null for none
   * @param options what the command line says, by the key of the setting
   * @throws SettingsException where the file cannot be read, a setting is unknown or a value of a
   *     wrong kind
   */
  public static Settings load(String file, Map<String, ?> options) {
    SettingsFile settingsFile = new SettingsFile(file);
    try {
      Config given = ConfigFactory.empty();
      for (Map.Entry<String, ?> option : options.entrySet()) {
        String origin = "--" + option.getKey().substring(option.getKey().lastIndexOf('.') + 1);
        given =
            given.withValue(
                option.getKey(), ConfigValueFactory.fromAnyRef(option.getValue(), origin));
      }
      Config config = given.withFallback(settingsFile.parse()).withFallback(DEFAULTS).resolve();
      SCHEMA.check(config);
      return new Settings(withAbsolutePaths(config, settingsFile));
    } catch (ConfigException e) {
      throw new SettingsException(e.getMessage(), e);
    }
  }

  /** Whether there is a setting of this key, with or without a value. */
  public static boolean has(String key) {
    return SCHEMA.has(key);
  }

  /** The values; a setting whose value is null has none ({@code hasPath} is false). */
  public Config config() {
    if (config == null) {
      config = ConfigFactory.parseString(json);
    }
    return config;
  }

  /**
   * A file or folder, absolute and with its scheme.
   *
   * @throws SettingsException where the setting has no value
   */
  public Path path(String key) {
    return optional(key, Config::getString)
        .map(Path::new)
        .orElseThrow(
            () ->
                new SettingsException(
                    "%s has no value; give it in the settings file, or as an option of the job"
                        .formatted(key)));
  }

  /** A setting that may have no value, as in {@code optional("limit", Config::getLong)}. */
  public <T> Optional<T> optional(String key, BiFunction<Config, String, T> read) {
    return config().hasPath(key) ? Optional.of(read.apply(config(), key)) : Optional.empty();
  }

  /**
   * A duration of at least 1 ms.
   *
   * @throws SettingsException where it is shorter
   */
  public Duration duration(String key) {
    Duration value = config().getDuration(key);
    if (value.toMillis() < 1) {
      throw refused(key, "must be at least 1 ms");
    }
    return value;
  }

  /**
   * A setting that is one of a few names.
   *
   * @throws SettingsException where it is none of {@code known}
   */
  public String name(String key, Collection<String> known) {
    return known(key, config().getString(key), known);
  }

  /**
   * A setting that is a list of names.
   *
   * @throws SettingsException where one of them is none of {@code known}
   */
  public List<String> names(String key, Collection<String> known) {
    return config().getStringList(key).stream().map(name -> known(key, name, known)).toList();
  }

  private String known(String key, String name, Collection<String> known) {
    if (!known.contains(name)) {
      throw refused(
          key,
          "knows no '%s', only %s; the nearest is '%s'"
              .formatted(name, String.join(", ", known), Nearest.to(name, known)));
    }
    return name;
  }

  /**
   * The error of a setting whose value is of the right kind but not one that it can have.
   *
   * @param why continues the sentence that begins with the key, as in "must be at least 1"
   */
  public SettingsException refused(String key, String why) {
    return new SettingsException(
        "%s: %s %s".formatted(config().getValue(key).origin().description(), key, why));
  }

  /** What a file of a table tells of who wrote it and how, by key. */
  public Map<String, String> metadata(String job) {
    return Map.of(
        "affect.version", Version.current(),
        "affect.settings", toJson(),
        "affect.created-by-job", job);
  }

  /** All settings as one line of JSON, sorted by key. */
  public String toJson() {
    return json;
  }

  /**
   * Compares these settings with others.
   *
   * @param json the others as {@link #toJson} gave them, perhaps of a version that had fewer
   * @param keys settings and groups of settings
   * @return a phrase for each that differs, as in "seed was 1 and is 2"
   */
  public List<String> differences(String json, Collection<String> keys) {
    Config others = ConfigFactory.parseString(json).withFallback(DEFAULTS);
    return SCHEMA.differences(others, config()).stream()
        .filter(key -> isOf(key, keys))
        .map(key -> "%s was %s and is %s".formatted(key, shown(others, key), shown(config(), key)))
        .toList();
  }

  /**
   * A setting that is not as it comes.
   *
   * @param before its default
   */
  public record Change(String key, String before, String now) {}

  /** A setting in words, of settings as {@link #toJson} gave them. */
  public static String value(String json, String key) {
    return shown(ConfigFactory.parseString(json).withFallback(DEFAULTS), key);
  }

  /**
   * In what settings differ from the defaults.
   *
   * @param json the settings as {@link #toJson} gave them
   */
  public static List<Change> changes(String json) {
    Config others = ConfigFactory.parseString(json).withFallback(DEFAULTS);
    return SCHEMA.differences(DEFAULTS, others).stream()
        .map(key -> new Change(key, shown(DEFAULTS, key), shown(others, key)))
        .toList();
  }

  /**
   * What settings mean, the same however they are written: a phrase for each, sorted.
   *
   * @param keys settings and groups of settings
   */
  public List<String> meanings(Collection<String> keys) {
    return SCHEMA.keys().stream()
        .filter(key -> isOf(key, keys))
        .map(key -> key + " = " + SCHEMA.meaning(config(), key))
        .toList();
  }

  private static boolean isOf(String key, Collection<String> keys) {
    return keys.stream().anyMatch(each -> (key + ".").startsWith(each + "."));
  }

  private static String shown(Config config, String key) {
    return config.hasPath(key) ? config.getValue(key).unwrapped().toString() : "without a value";
  }

  private static Config withAbsolutePaths(Config config, SettingsFile file) {
    Config absolute = config;
    for (String key : SCHEMA.paths()) {
      if (config.hasPath(key)) {
        ConfigOrigin origin = config.getValue(key).origin();
        Path path = new Path(file.folder(origin), config.getString(key));
        absolute =
            absolute.withValue(
                key, ConfigValueFactory.fromAnyRef(path.toString()).withOrigin(origin));
      }
    }
    return absolute;
  }

  private static Config defaults() {
    try (Reader reader =
        new InputStreamReader(
            Settings.class.getResourceAsStream("/org/sparkaffect/jobs/defaults.conf"),
            StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          reader, ConfigParseOptions.defaults().setOriginDescription("defaults.conf"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
