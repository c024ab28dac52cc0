package org.sparkaffect.network;

/** What is subtracted from pixels, as a network's authors averaged it over their training set. */
public interface MeanImage {
  /**
   * In grey levels.
   *
   * @param channel in the order in which the network reads them
   * @param row of the network's scaled region, before its crop is cut
   * @param column likewise
   */
  float at(int channel, int frame, int row, int column);

  /** The same for all pixels of a channel. */
  static MeanImage ofChannels(float first, float second, float third) {
    float[] mean = {first, second, third};
    return (channel, frame, row, column) -> mean[channel];
  }

  /**
   * The mean clip that is published with C3D.
   *
   * @param values 3 x 16 x 128 x 171, blue first
   */
  static MeanImage ofClip(float[] values) {
    int frames = 16;
    int rows = 128;
    int columns = 171;
    if (values.length != 3 * frames * rows * columns) {
      throw new IllegalArgumentException(
          values.length + " values are not a mean clip of 3 x 16 x 128 x 171");
    }
    return (channel, frame, row, column) ->
        values[((channel * frames + frame) * rows + row) * columns + column];
  }
}
