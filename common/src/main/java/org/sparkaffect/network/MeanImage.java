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
}
