package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.MasterCrop;
import org.sparkaffect.face.NetworkCrop;

/** On pictures whose red is the column, whose green is the row and whose blue is the frame. */
class InputTest {
  private static final List<RgbImage> CLIP =
      IntStream.range(0, 16).mapToObj(InputTest::at).toList();

  private static final Offset<Double> LEVEL = within(1.01);

  /** Blue comes first, and its own mean goes off it. */
  @Test
  void vgg16() {
    INDArray input = Vgg16.BACKBONE.frames(CLIP, View.CENTRE);

    assertThat(input.shape()).containsExactly(16, 3, 224, 224);
    assertThat(input.getDouble(7, 0, 5, 9)).isCloseTo(70 - 93.5940, within(1e-4));
    assertThat(input.getDouble(7, 1, 5, 9)).isCloseTo(16 + 5 - 104.7624, within(1e-4));
    assertThat(input.getDouble(7, 2, 5, 9)).isCloseTo(16 + 9 - 129.1863, within(1e-4));
  }

  /** A pixel here is two of the master crop either way, and a unit 128 grey levels. */
  @Test
  void faceResNet() {
    INDArray input = FaceResNet.BACKBONE.frames(CLIP, View.CENTRE);

    assertThat(input.shape()).containsExactly(16, 3, 112, 96);
    assertThat(input.getDouble(7, 0, 5, 9) * 128).isCloseTo(70 - 127.5, within(1e-4));
    assertThat(input.getDouble(7, 1, 5, 9) * 128).isCloseTo(16.5 + 2 * 5 - 127.5, LEVEL);
    assertThat(input.getDouble(7, 2, 5, 9) * 128).isCloseTo(32.5 + 2 * 9 - 127.5, LEVEL);
  }

  /** Red comes first, and a pixel is 4/3 of the master crop, from 28 on. */
  @Test
  void faceRecognitionNet() {
    INDArray input = FaceRecognitionNet.BACKBONE.frames(CLIP, View.CENTRE);

    assertThat(input.shape()).containsExactly(16, 3, 150, 150);
    assertThat(input.getDouble(7, 0, 5, 9) * 256).isCloseTo(28.17 + 4 * 9 / 3.0 - 122.782, LEVEL);
    assertThat(input.getDouble(7, 1, 5, 9) * 256).isCloseTo(28.17 + 4 * 5 / 3.0 - 117.001, LEVEL);
    assertThat(input.getDouble(7, 2, 5, 9) * 256).isCloseTo(70 - 104.298, within(1e-4));
  }

  @Test
  void c3d() {
    INDArray input = C3d.input(CLIP, View.CENTRE, MeanImage.ofChannels(1, 2, 3));

    assertThat(input.shape()).containsExactly(1, 3, 16, 112, 112);
    assertThat(input.getDouble(0, 0, 7, 5, 9)).isEqualTo(70 - 1);
    assertThat(input.getDouble(0, 1, 7, 5, 9)).isCloseTo(16.5 + 2 * 5 - 2, LEVEL);
    assertThat(input.getDouble(0, 2, 7, 5, 9)).isCloseTo(43.66 + 1.497 * 9 - 3, LEVEL);
  }

  /** The graph takes these apart again, so a step must be a frame with its planes in order. */
  @Test
  void sequencesHoldTheFrames() {
    INDArray sequence =
        LstmNetwork.resNetLstm(FaceResNet.BACKBONE, Width.FULL, PyramidPooling.FLATTEN)
            .input(CLIP, View.CENTRE);
    assertThat(sequence.shape()).containsExactly(1, 32_256, 16);
    assertThat(LstmNetwork.vggLstm(Width.FULL).input(CLIP, View.CENTRE).shape())
        .containsExactly(1, 150_528, 16);

    INDArray images =
        Networks.init(
                LstmNetwork.resNetLstm(
                        FaceResNet.BACKBONE, Networks.NARROW, PyramidPooling.parse("2x2"))
                    .endToEnd(Networks.training()))
            .feedForward(sequence, false)
            .get("images");
    assertThat(images).isEqualTo(FaceResNet.BACKBONE.frames(CLIP, View.CENTRE));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 8, 29", "16, -16, 0, 40", "-16, 16, 16, 18"})
  void theMeanClipIsTakenWhereTheCropLies(int right, int down, int row, int column) {
    float[] mean = new float[3 * 16 * 128 * 171];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = i;
    }
    View view = new View(right, down, false);
    INDArray plain = C3d.input(CLIP, view, MeanImage.ofChannels(0, 0, 0));
    INDArray subtracted = plain.sub(C3d.input(CLIP, view, new MeanClip(mean)));

    assertThat(subtracted.getDouble(0, 0, 0, 0, 0)).isEqualTo(row * 171 + column);
    assertThat(subtracted.getDouble(0, 2, 15, 111, 111))
        .isEqualTo(((2 * 16 + 15) * 128 + row + 111) * 171 + column + 111);
  }

  @Test
  void aMeanClipIsWhole() {
    assertThatThrownBy(() -> new MeanClip(new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The mean clip lies as it lies, and the mirror comes after. */
  @Test
  void aMirrorTurnsWhatTheNetworkWouldSee() {
    float[] mean = new float[3 * 16 * 128 * 171];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = i % 171;
    }
    INDArray plain = C3d.input(CLIP, new View(3, 4, false), new MeanClip(mean));
    INDArray mirrored = C3d.input(CLIP, new View(3, 4, true), new MeanClip(mean));

    for (int x = 0; x < 112; x++) {
      assertThat(mirrored.getDouble(0, 2, 3, 50, x))
          .isEqualTo(plain.getDouble(0, 2, 3, 50, 111 - x));
    }
    assertThat(mirrored).isNotEqualTo(plain);
  }

  @Test
  void randomViewsReachBothEndsAndNoFurther() {
    SplittableRandom random = new SplittableRandom(1);
    List<View> views = IntStream.range(0, 2000).mapToObj(i -> View.random(random)).toList();

    assertThat(views).extracting(View::right).contains(-16, 0, 16);
    assertThat(views).extracting(View::down).contains(-16, 0, 16);
    assertThat(views)
        .allSatisfy(
            v ->
                assertThat(Math.max(Math.abs(v.right()), Math.abs(v.down())))
                    .isLessThanOrEqualTo(NetworkCrop.MAX_SHIFT));
    assertThat(views.stream().filter(View::mirrored).count()).isBetween(850L, 1150L);
  }

  private static RgbImage at(int frame) {
    byte[] pixels = new byte[MasterCrop.SIZE * MasterCrop.SIZE * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) (i / 3 % MasterCrop.SIZE);
      pixels[i + 1] = (byte) (i / 3 / MasterCrop.SIZE);
      pixels[i + 2] = (byte) (10 * frame);
    }
    return new RgbImage(MasterCrop.SIZE, MasterCrop.SIZE, pixels);
  }
}
