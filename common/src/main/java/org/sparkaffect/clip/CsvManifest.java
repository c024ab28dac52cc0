package org.sparkaffect.clip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of a CSV file. */
final class CsvManifest {
  // Empty lines are kept as records, so that lines are counted as an editor counts them.
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(false)
          .build();

  /** In both of the messages that commons-csv has for a quote out of place. */
  private static final String BAD_QUOTE = "encapsulated token";

  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private CsvManifest() {}

  /**
   * Feeds the header and the rows of {@code csv}, known to its user as {@code name}, to a table.
   */
  static void read(InputStream csv, String name, ManifestTable table) throws IOException {
    long line = 1;
    try (CSVParser parser = CSVParser.parse(text(csv), FORMAT)) {
      boolean header = true;
      var records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        boolean empty = record.size() == 1 && record.get(0).isEmpty();
        if (!empty && header) {
          table.header(name + ":" + line, record.toList());
          header = false;
        } else if (!empty) {
          table.row(name + ":" + line, record.toList());
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      throw failure(e.getCause(), name, line);
    } catch (CharacterCodingException e) {
      throw failure(e, name, line);
    }
  }

  private static IOException failure(IOException cause, String name, long line) {
    if (cause instanceof CharacterCodingException) {
      throw new InputException(name + " is not in UTF-8; save it as UTF-8", cause);
    }
    if (String.valueOf(cause.getMessage()).contains(BAD_QUOTE)) {
      throw new InputException(
          name + ":" + line + ": a quote is not closed, or has text after it; mend the quotes",
          cause);
    }
    return cause;
  }

  /**
   * UTF-8 that is refused where malformed: a replaced letter would name a file that is not there.
   */
  private static Reader text(InputStream csv) throws IOException {
    Reader reader =
        new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8.newDecoder()));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }
}
