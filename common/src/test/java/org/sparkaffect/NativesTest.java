package org.sparkaffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** ND4J was built against an older JavaCPP than FFmpeg and OpenCV: one version serves all three. */
class NativesTest {
  @Test
  void allThreeWorkInOneProcess() throws Exception {
    boolean cuda = Nd4jBackend.load().getClass().getSimpleName().contains("Cublas");
    assumeFalse(cuda, "built for GPUs");
    INDArray product = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}).mmul(Nd4j.eye(2));
    assertThat(product.toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
    try (Mat mat = Mat.eye(2, 2, 0).asMat()) {
      assertThat(mat.rows()).isEqualTo(2);
    }
    assertThat(avutil.av_version_info().getString()).isNotBlank();
  }
}
