package org.sparkaffect.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** What a setting holds. */
enum Kind {
  SWITCH("true or false", Config::getBoolean),
  WHOLE_NUMBER("a whole number", Config::getDouble, number -> number == Math.rint(number)),
  NUMBER("a number", Config::getDouble),
  DURATION("a duration such as '10 minutes'", Config::getDuration, time -> !time.isNegative()),
  SIZE("a size such as '32 MiB'", Config::getBytes, bytes -> bytes >= 0),
  LIST("a list such as [a, b]", Config::getStringList),
  PATH("a path or URI", (config, key) -> new Path(config.getString(key))),
  TEXT("text", Config::getString);

  /** In words, as in "must be ...". */
  final String words;

  private final BiFunction<Config, String, ?> read;
  private final Predicate<Config> fits;

  <T> Kind(String words, BiFunction<Config, String, T> read) {
    this(words, read, value -> true);
  }

  <T> Kind(String words, BiFunction<Config, String, T> read, Predicate<T> inRange) {
    this.words = words;
    this.read = read;
    this.fits = config -> inRange.test(read.apply(config, "value"));
  }

  boolean fits(ConfigValue value) {
    try {
      return fits.test(value.atKey("value"));
    } catch (ConfigException | IllegalArgumentException e) {
      return false;
    }
  }

  /** What a setting of this kind means, however it is written, or null where it has no value. */
  Object meaning(Config config, String key) {
    return config.hasPath(key) ? read.apply(config, key) : null;
  }

  /** The kind of the settings that have a default like this one. */
  static Kind of(ConfigValue value) {
    return switch (value.valueType()) {
      case BOOLEAN -> SWITCH;
      case LIST -> LIST;
      // 1.0 and 1 are the same number, but not as text
      case NUMBER -> value.atKey("value").getString("value").contains(".") ? NUMBER : WHOLE_NUMBER;
      case STRING ->
          Stream.of(DURATION, SIZE).filter(kind -> kind.fits(value)).findFirst().orElse(TEXT);
      default -> throw new IllegalArgumentException(value.origin() + " tells no kind: " + value);
    };
  }
}
