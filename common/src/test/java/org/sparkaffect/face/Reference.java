package org.sparkaffect.face;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.sparkaffect.clip.RgbImage;

/** What the published networks find in an image: see the README beside the images. */
record Reference(String name, int smallest, List<Face> faces) {

  static List<Reference> all() {
    return stream(json("mtcnn/detections.json"))
        .map(
            entry ->
                new Reference(
                    entry.get("image").asText(),
                    entry.get("minSize").asInt(),
                    stream(entry.get("faces")).map(Reference::face).toList()))
        .toList();
  }

  RgbImage image() {
    return image(name);
  }

  static RgbImage image(String name) {
    return pixels(picture(name));
  }

  /** Reads by other means than the code under test. */
  static BufferedImage picture(String name) {
    try {
      return ImageIO.read(Reference.class.getResource("mtcnn/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RgbImage pixels(BufferedImage image) {
    int[] colours =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] pixels = new byte[colours.length * RgbImage.CHANNELS];
    for (int i = 0; i < colours.length; i++) {
      pixels[3 * i] = (byte) (colours[i] >> 16);
      pixels[3 * i + 1] = (byte) (colours[i] >> 8);
      pixels[3 * i + 2] = (byte) colours[i];
    }
    return new RgbImage(image.getWidth(), image.getHeight(), pixels);
  }

  static JsonNode json(String resource) {
    try {
      return new ObjectMapper().readTree(Reference.class.getResource(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Face face(JsonNode face) {
    JsonNode box = face.get("box");
    float[] landmarks = new float[10];
    for (int point = 0; point < 5; point++) {
      landmarks[point] = number(face.get("landmarks").get(point).get(0));
      landmarks[point + 5] = number(face.get("landmarks").get(point).get(1));
    }
    return new Face(
        number(face.get("score")),
        new Box(number(box.get(0)), number(box.get(1)), number(box.get(2)), number(box.get(3))),
        landmarks);
  }

  private static float number(JsonNode node) {
    return (float) node.asDouble();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return name + " from " + smallest + " px";
  }
}
