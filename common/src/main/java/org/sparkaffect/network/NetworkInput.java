package org.sparkaffect.network;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.NetworkCrop;

/**
 * From master crops to what a network reads: its crop, its order of colours, less the mean, over a
 * divisor.
 */
record NetworkInput(NetworkCrop crop, Order order, MeanImage mean, float divisor) {
  /** Which colour a network's first channel is. */
  enum Order {
    RGB,
    /** As Caffe and OpenCV have it. */
    BGR;

    /** The place in a stored pixel, which begins with red. */
    private int colour(int channel) {
      return this == RGB ? channel : RgbImage.CHANNELS - 1 - channel;
    }
  }

  /** The order of colours, the mean of each channel (of a mean clip, its first), the divisor. */
  Map<String, Object> statistics() {
    return Map.of(
        "order", order.name(),
        "mean", List.of(mean.at(0, 0, 0, 0), mean.at(1, 0, 0, 0), mean.at(2, 0, 0, 0)),
        "divisor", divisor);
  }

  /** Frames x 3 x height x width. */
  INDArray frames(List<RgbImage> masters, View view) {
    int height = crop.height();
    int width = crop.width();
    int top = crop.row(view.down());
    int left = crop.column(view.right());
    float[] values = new float[masters.size() * RgbImage.CHANNELS * height * width];
    int i = 0;
    for (int frame = 0; frame < masters.size(); frame++) {
      byte[] rgb = crop.shifted(masters.get(frame), view.right(), view.down()).pixels();
      for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
        int colour = order.colour(channel);
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            int column = view.mirrored() ? width - 1 - x : x;
            int pixel = rgb[(y * width + column) * RgbImage.CHANNELS + colour] & 0xff;
            float subtracted = mean.at(channel, frame, top + y, left + column);
            values[i++] = (pixel - subtracted) / divisor;
          }
        }
      }
    }
    return Nd4j.createFromArray(values).reshape(masters.size(), RgbImage.CHANNELS, height, width);
  }

  /** 1 x (3 * height * width) x frames. */
  INDArray sequence(List<RgbImage> masters, View view) {
    INDArray frames = frames(masters, view);
    long steps = frames.size(0);
    return frames.reshape(steps, -1).transpose().reshape(1, frames.length() / steps, steps);
  }

  /** 1 x 3 x frames x height x width. */
  INDArray volume(List<RgbImage> masters, View view) {
    INDArray frames = frames(masters, view).permute(1, 0, 2, 3).dup('c');
    return frames.reshape(1, frames.size(0), frames.size(1), frames.size(2), frames.size(3));
  }
}
