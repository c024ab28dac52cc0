package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.face.PixelEncoding;

/**
 * Compares the manual's page of tables with the schemas, and with rows for the lengths of lists.
 */
class TablesDocTest {
  private static final Path PAGE = Path.of("../notebooks-free-docs/tables.md");

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of(new ClipsTable(), Rows.CLIP),
        Arguments.of(new FacesTable(), Rows.faces(Rows.CLIP, PixelEncoding.RAW)),
        Arguments.of(new AcousticsTable(), Rows.acoustics(Rows.CLIP, 2)),
        Arguments.of(new FeaturesTable(), Rows.features(Rows.CLIP, "fc", 0)),
        Arguments.of(new GramTable(), Rows.GRAM),
        Arguments.of(new TrainingLogTable(), Rows.TRAINING_LOG),
        Arguments.of(new ScoresTable(), Rows.SCORES),
        Arguments.of(new WeightsTable(), Rows.WEIGHTS),
        Arguments.of(new FeedbackTable(), Rows.FEEDBACK),
        Arguments.of(new FusedTable(), Rows.FUSED),
        Arguments.of(new ArchiveTable(), Rows.ARCHIVE),
        Arguments.of(new ConfusionTable(), Rows.CONFUSION),
        Arguments.of(new MetricsTable(), Rows.METRICS),
        Arguments.of(new SpeechTable(), Rows.speech(Rows.CLIP, 2)),
        Arguments.of(new RejectsTable(), Rows.REJECT));
  }

  /** The rows of Markdown tables under each heading, as cells without their backquotes. */
  private static Map<String, List<List<String>>> page() throws IOException {
    Map<String, List<List<String>>> sections = new LinkedHashMap<>();
    String heading = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        heading = line.substring(3);
      } else if (line.startsWith("| `")) {
        List<String> cells =
            Stream.of(line.substring(1).split("\\|")).map(cell -> cell.strip()).toList();
        sections.merge(heading, List.of(cells), TablesDocTest::join);
      }
    }
    return sections;
  }

  private static <T> List<T> join(List<T> left, List<T> right) {
    return Stream.concat(left.stream(), right.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("tables")
  <R> void describesEachColumn(Table<R> table, R value) throws IOException {
    Group row = new SimpleGroup(table.schema());
    table.fill(row, value);

    List<List<String>> described = page().get(table.name());

    assertThat(described)
        .extracting(cells -> cells.get(0) + " " + cells.get(1))
        .containsExactlyElementsOf(
            IntStream.range(0, table.schema().getFieldCount())
                .mapToObj(
                    i -> "`%s` `%s`".formatted(row.getType().getFieldName(i), type(row, i, "")))
                .map(column -> column.replace("[50]", "[25 lld_frames]"))
                .map(column -> column.replace("[3][5]", "[steps][size]"))
                .map(column -> column.replaceAll("(?<=string)\\[2]|(?<=double)\\[3]", "[members]"))
                .map(column -> column.replaceAll("(?<=int64|float)\\[2]", "[moments]"))
                .toList());
    assertThat(described).allMatch(cells -> cells.size() == 4 && !cells.get(3).isEmpty());
  }

  @Test
  void describesTheTablesThereAre() throws IOException {
    try (Stream<Path> classes = Files.list(Path.of("target/classes/org/sparkaffect/jobs/table"))) {
      assertThat(classes.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.matches("\\w+Table\\.class"))
          .containsExactlyInAnyOrderElementsOf(
              tables().map(table -> table.get()[0].getClass().getSimpleName() + ".class").toList());
    }
    assertThat(page().keySet())
        .containsExactly(
            "",
            "clips",
            "faces",
            "acoustics",
            "features",
            "gram",
            "training_log",
            "scores",
            "weights",
            "feedback",
            "fused",
            "archive",
            "confusion",
            "metrics",
            "speech",
            "rejects",
            "Reasons of rejection");
  }

  @Test
  void saysOfEachReasonWhatToDo() throws IOException {
    List<List<String>> reasons = page().get("Reasons of rejection");

    assertThat(reasons)
        .extracting(cells -> cells.get(0))
        .containsExactlyElementsOf(
            Stream.of(RejectReason.values()).map(reason -> "`" + reason + "`").toList());
    assertThat(reasons).allMatch(cells -> cells.size() == 3 && !cells.get(2).isEmpty());
  }

  /** As the page writes it: what is in a list, the lengths of the lists, whether it may be null. */
  private static String type(Group group, int field, String lengths) {
    Type type = group.getType().getType(field);
    String nullable = type.isRepetition(OPTIONAL) ? "?" : "";
    if (type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      Group list = group.getGroup(field, 0);
      int length = list.getFieldRepetitionCount(0);
      return type(list.getGroup(0, 0), 0, lengths + "[" + length + "]") + nullable;
    }
    return scalar(type) + lengths + nullable;
  }

  private static String scalar(Type type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof StringLogicalTypeAnnotation) {
      return "string";
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation instant && instant.isAdjustedToUTC()) {
      return "timestamp";
    }
    assertThat(meaning).isNull();
    return type.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
  }
}
