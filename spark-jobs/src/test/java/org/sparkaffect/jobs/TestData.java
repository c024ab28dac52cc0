package org.sparkaffect.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code test-data} of the sources. */
public final class TestData {
  private static final Path FOLDER = Path.of("../test-data").toAbsolutePath().normalize();

  private TestData() {}

  public static Path file(String path) {
    return FOLDER.resolve(path);
  }

  /** What came of each stage of each clip, as {@code ID|STAGE|row} or with a reason for the row. */
  static List<String> outcomes(Path workspace) {
    return DuckDb.query(
        "SELECT clip_id, 'faces', 'row' FROM '%1$s/tables/faces/*.parquet' UNION ALL SELECT clip_id, 'acoustics', 'row' FROM '%1$s/tables/acoustics/*.parquet' UNION ALL SELECT clip_id, stage, reason FROM '%1$s/tables/rejects/*.parquet' ORDER BY ALL"
            .formatted(workspace));
  }

  /** What is to come of {@code hostile.csv}. */
  static List<String> expectedOfHostile() {
    return DuckDb.query(
        "SELECT clip_id, 'faces', faces FROM '%1$s' UNION ALL SELECT clip_id, 'acoustics', acoustics FROM '%1$s' ORDER BY ALL"
            .formatted(file("hostile-expected.csv")));
  }

  /**
   * All that extract wrote, row by row, but when and how often it tried, and where the files were:
   * clips, faces, acoustics, rejects.
   */
  static List<List<String>> tables(Path workspace) {
    String file = "regexp_replace(uri, '.*/', '') AS uri";
    return Stream.of(
            "* REPLACE (" + file + ") FROM '%s/clips/*.parquet'",
            "* REPLACE (md5(pixels::VARCHAR) AS pixels) FROM '%s/faces/*.parquet'",
            "* FROM '%s/acoustics/*.parquet'",
            "* EXCLUDE (at, attempts) REPLACE (" + file + ") FROM '%s/rejects/*.parquet'")
        .map(
            table ->
                DuckDb.query(
                    "SELECT %s ORDER BY ALL".formatted(table.formatted(workspace + "/tables"))))
        .toList();
  }
}
