package org.sparkaffect.network.caffe;

import static org.nd4j.shade.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.nd4j.shade.protobuf.CodedInputStream;

/** Reads the blobs of a Caffe file as a stream: no blob is ever held as a whole. */
final class CaffeReader {
  private static final int BUFFER = 1 << 16;

  /** Values at a time: each time costs ND4J's threads a meeting. */
  private static final int CHUNK = 1 << 18;

  /** NetParameter's field of V1LayerParameter messages, and that of LayerParameter messages. */
  private static final int LAYERS = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;

  private static final int LAYER = 100 << 3 | WIRETYPE_LENGTH_DELIMITED;

  private final CodedInputStream in;
  private final BlobVisitor visitor;
  private final float[] chunk = new float[CHUNK];

  private CaffeReader(InputStream in, BlobVisitor visitor) {
    this.in = CodedInputStream.newInstance(in, BUFFER);
    this.in.setSizeLimit(Integer.MAX_VALUE);
    this.visitor = visitor;
  }

  @FunctionalInterface
  private interface Body {
    void read() throws IOException;
  }

  /** Visits the blobs of a network's layers: a {@code .caffemodel}. */
  static void readModel(InputStream in, BlobVisitor visitor) throws IOException {
    new CaffeReader(in, visitor).model();
  }

  /** Visits the one blob of a {@code .binaryproto}, as the blob 0 of a layer without a name. */
  static void readBlob(InputStream in, BlobVisitor visitor) throws IOException {
    new CaffeReader(in, visitor).blob("", 0);
  }

  private void model() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case LAYERS -> message(() -> layer(4, 6));
        case LAYER -> message(() -> layer(1, 7));
        default -> skip(tag);
      }
    }
  }

  /** Writers put a message's fields in the order of their numbers, so the name comes first. */
  private void layer(int nameField, int blobsField) throws IOException {
    String name = "";
    int blobs = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (nameField << 3 | WIRETYPE_LENGTH_DELIMITED)) {
        name = in.readString();
      } else if (tag == (blobsField << 3 | WIRETYPE_LENGTH_DELIMITED)) {
        String layer = name;
        int index = blobs++;
        message(() -> blob(layer, index));
      } else {
        skip(tag);
      }
    }
  }

  private void blob(String layer, int index) throws IOException {
    visitor.begin(layer, index);
    BlobFields blob = new BlobFields(in, visitor, chunk);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!blob.take(tag)) {
        skip(tag);
      }
    }
    blob.end();
  }

  private void message(Body body) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    body.read();
    if (in.getBytesUntilLimit() != 0) {
      throw new EOFException("it ends too early");
    }
    in.popLimit(outer);
  }

  private void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new IOException("a group ends that never began");
    }
  }
}
