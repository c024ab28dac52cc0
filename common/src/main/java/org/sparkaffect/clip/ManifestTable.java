package org.sparkaffect.clip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.emotion.Emotion;

/** Turns the rows of a table, whatever its format, into clips. */
final class ManifestTable {
  private static final List<String> COLUMNS =
      List.of("clip_id", "uri", "label", "split", "subject", "start_ms", "end_ms");
  private static final List<String> LABELS =
      Stream.of(Emotion.values()).map(Emotion::label).toList();
  private static final List<String> SPLITS = Stream.of(Split.values()).map(Split::label).toList();

  private final Path folder;
  private final Configuration hadoop;
  private final Mistakes mistakes = new Mistakes();
  private final List<Clip> clips = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();
  private List<String> columns = List.of();

  /**
   * @param folder what relative URIs and derived ids are relative to
   */
  ManifestTable(Path folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /** Names the columns of the rows that follow; without them no row could be read. */
  void header(String where, List<String> names) {
    columns = names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (column.isEmpty()) {
        mistakes.add(where, "column " + (i + 1) + " has no name; name it or remove it");
      } else if (!COLUMNS.contains(column)) {
        mistakes.add(where, unknown("column", names.get(i), COLUMNS));
      } else if (columns.indexOf(column) < i) {
        mistakes.add(where, "column " + column + " is there twice; remove one");
      }
    }
    if (!columns.contains("uri")) {
      mistakes.add(where, "column uri is missing; add it, with the path of each clip's file");
    }
    mistakes.throwIfAny();
  }

  /** Takes one row, of which missing, null and blank cells are absent. */
  void row(String where, List<String> cells) {
    int before = mistakes.count();
    if (cells.size() > columns.size()) {
      mistakes.add(
          where,
          "%d cells under %d columns; quote a cell that holds a comma"
              .formatted(cells.size(), columns.size()));
      return;
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) != null && !cells.get(i).isBlank()) {
        row.put(columns.get(i), cells.get(i));
      }
    }
    Path file = file(where, row.get("uri"));
    Emotion label = known(where, "label", row.get("label"), Emotion::parse, LABELS);
    Split split = known(where, "split", row.get("split"), Split::parse, SPLITS);
    Long start = milliseconds(where, "start_ms", row.get("start_ms"));
    Long end = milliseconds(where, "end_ms", row.get("end_ms"));
    if (end != null && end <= (start == null ? 0 : start)) {
      mistakes.add(where, "end_ms " + end + " is not after the start; swap or mend them");
    }
    String id = row.get("clip_id");
    if (id == null && file != null) {
      id = FilePath.stem(FilePath.relative(folder, file)) + stretch(start, end);
    }
    String taken = id == null ? null : places.putIfAbsent(id, where);
    if (taken != null) {
      mistakes.add(
          where,
          "clip_id '" + id + "' is taken by " + taken + "; give each clip a clip_id of its own");
    }
    if (mistakes.count() == before) {
      clips.add(new Clip(id, file.toString(), start, end, label, split, row.get("subject")));
    }
  }

  /** The clips of all rows, in their order, if nothing was wrong with any. */
  List<Clip> clips() {
    mistakes.throwIfAny();
    return clips;
  }

  private Path file(String where, String uri) {
    if (uri == null) {
      mistakes.add(where, "there is no uri; write the path of the clip's file");
      return null;
    }
    try {
      return FilePath.resolve(uri, folder, hadoop);
    } catch (IllegalArgumentException e) {
      mistakes.add(where, "uri '" + uri + "' cannot be used: " + e.getMessage());
      return null;
    }
  }

  private <T> T known(
      String where,
      String column,
      String text,
      Function<String, Optional<T>> parse,
      List<String> names) {
    Optional<T> value = Optional.ofNullable(text).flatMap(parse);
    if (text != null && value.isEmpty()) {
      mistakes.add(where, unknown(column, text, names));
    }
    return value.orElse(null);
  }

  private Long milliseconds(String where, String column, String text) {
    if (text == null) {
      return null;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value < 0) {
        mistakes.add(
            where, column + " " + value + " is negative; times count from the file's start");
      }
      return value;
    } catch (NumberFormatException e) {
      mistakes.add(where, column + " '" + text + "' is not a whole number of milliseconds");
      return null;
    }
  }

  /** The part of an id that tells the clips of one file apart. */
  private static String stretch(Long start, Long end) {
    if (start == null && end == null) {
      return "";
    }
    return "@" + (start == null ? 0 : start) + "-" + (end == null ? "end" : end);
  }

  private static String unknown(String what, String typed, List<String> names) {
    return "unknown %s '%s'; did you mean %s? There are %s"
        .formatted(what, typed, Nearest.to(typed, names), String.join(", ", names));
  }
}
