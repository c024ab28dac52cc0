package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.emotion.Emotion;

/** What each file of an archive says, over time. */
public final class ArchiveTable implements Table<ArchiveRow> {
  public static final String NAME = "archive";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message archive {
            required binary uri (STRING);
            required int64 clips;
            required int64 rejected;
            optional double seconds;
            %s
            required group start_ms (LIST) {
              repeated group list { required int64 element; }
            }
            %s
          }
          """
              .formatted(
                  ofEmotions(emotion -> "required double %s;".formatted(share(emotion))),
                  ofEmotions(
                      emotion ->
                          "required group %s (LIST) { repeated group list { required float element; } }"
                              .formatted(EmotionColumns.name(emotion)))));

  private static String ofEmotions(Function<Emotion, String> column) {
    return Arrays.stream(Emotion.values()).map(column).collect(Collectors.joining("\n"));
  }

  private static String share(Emotion emotion) {
    return EmotionColumns.name(emotion).replaceFirst("p_", "share_");
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, ArchiveRow value) {
    row.add("uri", value.uri());
    row.add("clips", value.clips());
    row.add("rejected", value.rejected());
    if (value.seconds() != null) {
      row.add("seconds", value.seconds());
    }
    Group starts = row.addGroup("start_ms");
    value.moments().forEach(moment -> starts.addGroup("list").add("element", moment.startMs()));
    for (Emotion emotion : Emotion.values()) {
      row.add(share(emotion), value.shares()[emotion.ordinal()]);
      Group probabilities = row.addGroup(EmotionColumns.name(emotion));
      for (ArchiveRow.Moment moment : value.moments()) {
        probabilities.addGroup("list").add("element", moment.probabilities()[emotion.ordinal()]);
      }
    }
  }
}
