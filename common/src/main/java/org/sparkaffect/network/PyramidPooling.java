package org.sparkaffect.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.sparkaffect.clip.InputException;

/**
 * How a level of the pyramid becomes a vector: flattened as it is, which is the paper's way, or
 * averaged to a grid before, which spares the first LSTM most of its 81 million parameters.
 *
 * @param rows of the grid; 0 where there is none
 * @param columns likewise
 */
public record PyramidPooling(int rows, int columns) {
  public static final PyramidPooling FLATTEN = new PyramidPooling(0, 0);

  private static final Pattern GRID = Pattern.compile("([1-9]\\d?)x([1-9]\\d?)");

  /**
   * Reads the setting.
   *
   * @throws InputException if it is neither {@code flatten} nor a grid such as {@code 4x3}
   */
  public static PyramidPooling parse(String text) {
    if (text.equals("flatten")) {
      return FLATTEN;
    }
    Matcher grid = GRID.matcher(text);
    if (!grid.matches()) {
      throw new InputException(
          "pyramid.pooling is \"" + text + "\": give flatten, or rows x columns as in 4x4");
    }
    return new PyramidPooling(Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2)));
  }

  boolean isFlat() {
    return equals(FLATTEN);
  }

  /** Means over equal windows, the smallest that cover all of a level of that size. */
  SubsamplingLayer average(int height, int width) {
    if (rows > height || columns > width) {
      throw new InputException(
          "pyramid.pooling is \"%dx%d\": at most %dx%d can be had of a level of that size"
              .formatted(rows, columns, height, width));
    }
    int down = height / rows;
    int across = width / columns;
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
        .kernelSize(height - (rows - 1) * down, width - (columns - 1) * across)
        .stride(down, across)
        .build();
  }
}
