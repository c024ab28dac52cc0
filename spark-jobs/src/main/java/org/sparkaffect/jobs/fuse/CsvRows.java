package org.sparkaffect.jobs.fuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Nearest;
import org.sparkaffect.emotion.Emotion;

/** The rows of a small CSV file that a person wrote. */
final class CsvRows {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .build();

  private static final List<String> EMOTIONS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();

  private CsvRows() {}

  /**
   * A row, and where it stands.
   *
   * @param cells by the column's name in lower case
   */
  record Row(String where, Map<String, String> cells) {
    InputException refused(String why) {
      return new InputException(where + ": " + why);
    }

    String text(String column) {
      return cells.get(column);
    }

    Emotion emotion() {
      String text = text("emotion");
      return Emotion.parse(text)
          .orElseThrow(
              () ->
                  refused(
                      "'%s' is no emotion; the nearest is '%s'"
                          .formatted(text, Nearest.to(text, EMOTIONS))));
    }

    /** A number of at least 0. */
    double number(String column) {
      try {
        double number = Double.parseDouble(text(column));
        if (number >= 0 && number < Double.POSITIVE_INFINITY) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw refused("%s must be a number of at least 0, not '%s'".formatted(column, text(column)));
    }

    /** A whole number of at least 0. */
    int count(String column) {
      double number = number(column);
      if (number != Math.rint(number) || number > Integer.MAX_VALUE) {
        throw refused("%s must be a whole number, not '%s'".formatted(column, text(column)));
      }
      return (int) number;
    }
  }

  /**
   * Reads all rows of a file.
   *
   * @param columns that there must be, in any order
   * @throws InputException if the file is not there or lacks a column
   */
  static List<Row> read(Path file, List<String> columns, Configuration hadoop) {
    try (Reader in =
            new BufferedReader(
                new InputStreamReader(
                    FilePath.fileSystem(file, hadoop).open(file), StandardCharsets.UTF_8));
        CSVParser parser = CSVParser.parse(in, FORMAT)) {
      List<String> header = null;
      List<Row> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        String where = file + ":" + parser.getCurrentLineNumber();
        if (header == null) {
          header = header(where, record, columns);
        } else {
          rows.add(row(where, header, record));
        }
      }
      if (rows.isEmpty()) {
        throw new InputException("%s has no rows below the columns %s".formatted(file, columns));
      }
      return rows;
    } catch (IOException | IllegalStateException e) { // the latter where quotes are out of place
      throw new InputException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<String> header(String where, CSVRecord record, List<String> columns) {
    List<String> header =
        record.stream().map(name -> name.replace("\uFEFF", "").toLowerCase(Locale.ROOT)).toList();
    if (!header.containsAll(columns)) {
      throw new InputException(
          "%s: the first line must name the columns %s"
              .formatted(where, String.join(", ", columns)));
    }
    return header;
  }

  private static Row row(String where, List<String> header, CSVRecord record) {
    Map<String, String> cells = new HashMap<>();
    if (record.size() != header.size()) {
      throw new InputException(
          "%s: there are %d values for %d columns".formatted(where, record.size(), header.size()));
    }
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), record.get(i));
    }
    return new Row(where, cells);
  }
}
