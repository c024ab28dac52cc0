package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.thirdparty.protobuf.ByteString;
import org.apache.hadoop.thirdparty.protobuf.InvalidProtocolBufferException;
import org.apache.hadoop.thirdparty.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;

/** The networks take the published tensors in the order in which these are stored. */
class MtcnnWeightsTest {
  /** What a tensor is for, its outputs, and how many values it has. */
  private record Tensor(String purpose, long outputs, long values) {}

  @Test
  void theWeightsAreThePublishedOnes() throws IOException, GeneralSecurityException {
    try (InputStream in = Mtcnn.class.getResourceAsStream("mtcnn/weights.bin")) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());

      assertThat(HexFormat.of().formatHex(hash))
          .isEqualTo("20f4d3ac278e42e9a079453441533ec4e79bb6bd2e7cf7bd33e34ee123d674cb");
    }
  }

  @Test
  void eachNetworkTakesItsTensorsAndNothingIsLeft() throws InvalidProtocolBufferException {
    FloatBuffer weights = Mtcnn.weights();

    assertTakes("pnet", 6_632, Mtcnn::proposalModel, weights);
    assertTakes("rnet", 100_178, Mtcnn::refinementModel, weights);
    assertTakes("onet", 389_040, Mtcnn::outputModel, weights);
    assertThat(weights.hasRemaining()).isFalse();
  }

  private static void assertTakes(
      String network,
      int parameters,
      Function<FloatBuffer, CascadeModel> model,
      FloatBuffer weights)
      throws InvalidProtocolBufferException {
    int before = weights.position();
    byte[] onnx = model.apply(weights).toBytes();

    assertThat(weights.position() - before).as(network).isEqualTo(parameters);
    assertThat(declared(onnx)).as(network).isEqualTo(stored(network));
  }

  private static List<Tensor> stored(String network) {
    return Reference.stream(Reference.json("mtcnn/weights.json").get(0).get("weights"))
        .filter(tensor -> tensor.get("name").asText().startsWith(network))
        .map(MtcnnWeightsTest::stored)
        .toList();
  }

  private static Tensor stored(JsonNode tensor) {
    String name = tensor.get("name").asText();
    String purpose =
        name.endsWith("/weights") ? "kernels" : name.endsWith("/bias") ? "bias" : "slopes";
    long[] shape = Reference.stream(tensor.get("shape")).mapToLong(JsonNode::asLong).toArray();
    long values = 1;
    for (long size : shape) {
      values *= size;
    }
    return new Tensor(purpose, shape[shape.length - 1], values);
  }

  /** Reads the initializers of a ModelProto with another parser than the one that wrote it. */
  private static List<Tensor> declared(byte[] onnx) throws InvalidProtocolBufferException {
    UnknownFieldSet graph = message(UnknownFieldSet.parseFrom(onnx), 7);
    List<Tensor> tensors = new ArrayList<>();
    for (ByteString bytes : graph.getField(5).getLengthDelimitedList()) {
      UnknownFieldSet tensor = UnknownFieldSet.parseFrom(bytes);
      String name = tensor.getField(8).getLengthDelimitedList().get(0).toStringUtf8();
      List<Long> shape = tensor.getField(1).getVarintList();
      long values = shape.stream().reduce(1L, Math::multiplyExact);
      assertThat(tensor.getField(9).getLengthDelimitedList().get(0).size()).isEqualTo(4 * values);
      tensors.add(new Tensor(name.substring(name.lastIndexOf('.') + 1), shape.get(0), values));
    }
    return tensors;
  }

  private static UnknownFieldSet message(UnknownFieldSet parent, int field)
      throws InvalidProtocolBufferException {
    return UnknownFieldSet.parseFrom(parent.getField(field).getLengthDelimitedList().get(0));
  }
}
