package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/**
 * Damaged files by the hundred through the real extract. {@code -Dfuzz.files=5000 -Dfuzz.seed=7}
 * for more and for others; {@code -Dfuzz.folder=DIR} keeps them there.
 */
class FuzzIT {
  private static final int FILES = Integer.getInteger("fuzz.files", 200);
  private static final long SEED = Long.getLong("fuzz.seed", 42);

  @TempDir Path temporary;

  private Path makeFiles() throws IOException {
    List<byte[]> originals = new ArrayList<>();
    for (String folder : List.of("clips", "hostile")) {
      try (Stream<Path> files = Files.list(TestData.file(folder))) {
        for (Path file :
            files.filter(path -> path.toString().matches(".*[a-z0-9]")).sorted().toList()) {
          originals.add(Files.readAllBytes(file));
        }
      }
    }
    Mutant mutant = new Mutant(originals, SEED);
    String kept = System.getProperty("fuzz.folder");
    Path folder = kept == null ? temporary : Files.createDirectories(Path.of(kept));
    StringBuilder list = new StringBuilder("clip_id,uri\n");
    for (int number = 0; number < FILES; number++) {
      Files.write(folder.resolve(number + ".mp4"), mutant.file(number));
      list.append("%d,%d.mp4%n".formatted(number, number));
    }
    Files.writeString(folder.resolve("list.csv"), list);
    Files.writeString(folder.resolve("fuzz.conf"), "media.max-time = 20 s\n");
    return folder;
  }

  @Test
  void eachDamagedFileCostsItselfAtMost() throws Exception {
    Path folder = makeFiles();

    Result result =
        Launcher.affect(
            folder, "extract --config fuzz.conf --manifest list.csv --workspace w".split(" "));

    assertThat(result.code()).as(result.err()).isZero();
    System.out.printf("%d files, seed %d:%n", FILES, SEED);
    List<String> outcomes =
        DuckDb.query(
            "SELECT stage, reason, count(*) FROM (SELECT 'faces' AS stage, 'row' AS reason FROM '%1$s/w/tables/faces/*.parquet' UNION ALL SELECT 'acoustics', 'row' FROM '%1$s/w/tables/acoustics/*.parquet' UNION ALL SELECT stage, reason FROM '%1$s/w/tables/rejects/*.parquet') GROUP BY ALL ORDER BY ALL"
                .formatted(folder));
    outcomes.forEach(System.out::println);
    assertThat(outcomes).noneMatch(outcome -> outcome.contains("INTERNAL_ERROR"));
    for (String stage : List.of("faces", "acoustics")) {
      assertThat(
              outcomes.stream()
                  .filter(outcome -> outcome.startsWith(stage + "|"))
                  .mapToInt(outcome -> Integer.parseInt(outcome.replaceAll(".*\\|", "")))
                  .sum())
          .as("rows and rejects of " + stage)
          .isEqualTo(FILES);
    }
    assertThat(
            DuckDb.query(
                "SELECT DISTINCT clip_id FROM '%s/w/tables/clips/*.parquet'".formatted(folder)))
        .hasSize(FILES);
    assertThat(folder.resolve("w").toFile().list())
        .containsExactlyInAnyOrder("tables", "summaries");
  }
}
