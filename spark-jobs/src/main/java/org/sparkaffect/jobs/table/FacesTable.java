package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.Box;
import org.sparkaffect.face.FaceSequence.Frame;
import org.sparkaffect.face.MasterCrop;
import org.sparkaffect.face.PixelEncoding;

/** The 16 aligned faces of each clip. */
public final class FacesTable implements Table<FacesRow> {
  public static final String NAME = "faces";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message faces {
            required binary clip_id (STRING);
            optional binary split (STRING);
            optional binary label (STRING);
            optional binary subject (STRING);
            required group frame_ms (LIST) {
              repeated group list { required int64 element; }
            }
            required group confidence (LIST) {
              repeated group list { required float element; }
            }
            required group box (LIST) {
              repeated group list {
                required group element (LIST) {
                  repeated group list { required float element; }
                }
              }
            }
            required group landmarks (LIST) {
              repeated group list {
                required group element (LIST) {
                  repeated group list { required float element; }
                }
              }
            }
            required int32 faces_found;
            required int32 frames_decoded;
            required int32 width;
            required int32 height;
            required double fps;
            required int32 crop_size;
            required binary encoding (STRING);
            required group pixels (LIST) {
              repeated group list { required binary element; }
            }
          }
          """);

  /** The columns from which {@link #crops} reads. */
  public static final MessageType PIXELS =
      Table.columns(SCHEMA, "clip_id", "crop_size", "encoding", "pixels");

  /** The columns that say which clip it is. */
  public static final MessageType KEY =
      Table.columns(SCHEMA, "clip_id", "split", "label", "subject");

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, FacesRow value) {
    Table.fillClip(row, value.clip());
    List<Frame> frames = value.faces().frames();
    Group times = row.addGroup("frame_ms");
    Group confidences = row.addGroup("confidence");
    Group boxes = row.addGroup("box");
    Group landmarks = row.addGroup("landmarks");
    for (Frame frame : frames) {
      Box box = frame.face().face().box();
      times.addGroup("list").add("element", frame.timeMs());
      confidences.addGroup("list").add("element", frame.face().face().confidence());
      addAll(boxes, box.x1(), box.y1(), box.x2(), box.y2());
      addAll(landmarks, frame.face().face().landmarks());
    }
    row.add("faces_found", value.faces().facesFound());
    row.add("frames_decoded", value.frames());
    row.add("width", value.width());
    row.add("height", value.height());
    row.add("fps", value.fps());
    row.add("crop_size", MasterCrop.SIZE);
    row.add("encoding", value.encoding().name().toLowerCase(Locale.ROOT));
    Group pixels = row.addGroup("pixels");
    Map<RgbImage, Binary> encoded = new IdentityHashMap<>(); // one frame may serve many samples
    for (Frame frame : frames) {
      Binary bytes =
          encoded.computeIfAbsent(
              frame.face().crop(),
              crop -> Binary.fromConstantByteArray(value.encoding().encode(crop)));
      pixels.addGroup("list").add("element", bytes);
    }
  }

  /** Rows are of a megabyte, and training reads one at a time. */
  @Override
  public int rowsOfAPage() {
    return 1;
  }

  /** The 16 master crops of a row. */
  public static List<RgbImage> crops(Group row) {
    int size = row.getInteger("crop_size", 0);
    PixelEncoding encoding =
        PixelEncoding.valueOf(row.getString("encoding", 0).toUpperCase(Locale.ROOT));
    Group pixels = row.getGroup("pixels", 0);
    return IntStream.range(0, pixels.getFieldRepetitionCount("list"))
        .mapToObj(i -> pixels.getGroup("list", i).getBinary("element", 0).getBytes())
        .map(stored -> encoding.decode(stored, size, size))
        .toList();
  }

  private static void addAll(Group lists, float... values) {
    Group list = lists.addGroup("list").addGroup("element");
    for (float value : values) {
      list.addGroup("list").add("element", value);
    }
  }
}
