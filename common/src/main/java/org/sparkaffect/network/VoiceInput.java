package org.sparkaffect.network;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;

/**
 * What the audio networks read of a clip's voice.
 *
 * @param frames rows of descriptors whose mean is a step of {@link VoiceNetwork#LSTM}
 */
public record VoiceInput(VoiceNetwork network, int frames) implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * The input of one clip, without a mask: 1 x 88 functionals, or 1 x 25 x steps of descriptors.
   */
  public INDArray of(Voice voice) {
    return array(steps(voice));
  }

  /** The values, a row a step: all functionals are one. */
  public float[][] steps(Voice voice) {
    return network == VoiceNetwork.DNN
        ? new float[][] {voice.functionals()}
        : means(voice.lld(), Egemaps.DESCRIPTORS.size());
  }

  /** What {@link #of} makes of the values. */
  public INDArray array(float[][] steps) {
    INDArray rows = Nd4j.createFromArray(steps);
    return network == VoiceNetwork.DNN
        ? rows
        : rows.transpose().reshape(1, steps[0].length, steps.length);
  }

  /** The last step may be of fewer rows. */
  private float[][] means(float[] rows, int size) {
    int count = rows.length / size;
    float[][] steps = new float[(count + frames - 1) / frames][size];
    for (int row = 0; row < count; row++) {
      float[] step = steps[row / frames];
      int rowsOfStep = Math.min(frames, count - row / frames * frames);
      for (int i = 0; i < size; i++) {
        step[i] += rows[row * size + i] / rowsOfStep;
      }
    }
    return steps;
  }
}
