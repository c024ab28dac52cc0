package org.sparkaffect.face;

/**
 * An upright rectangle from its first to its last pixel, both inside; it may reach beyond its
 * image.
 */
public record Box(float x1, float y1, float x2, float y2) {

  public float width() {
    return x2 - x1 + 1;
  }

  public float height() {
    return y2 - y1 + 1;
  }

  public float area() {
    return Math.max(0, width()) * Math.max(0, height());
  }

  /** The area that both cover, in square pixels. */
  public float intersection(Box other) {
    float width = Math.min(x2, other.x2) - Math.max(x1, other.x1) + 1;
    float height = Math.min(y2, other.y2) - Math.max(y1, other.y1) + 1;
    return Math.max(0, width) * Math.max(0, height);
  }

  /** The square about the same centre whose side is the longer one of this. */
  Box squared() {
    float half = (Math.max(width(), height()) - 1) / 2;
    float x = (x1 + x2) / 2;
    float y = (y1 + y2) / 2;
    return new Box(x - half, y - half, x + half, y + half);
  }

  /** Moves each side by its offset in pixels, given as x1, y1, x2, y2. */
  Box regressed(float[] offset) {
    return new Box(x1 + offset[0], y1 + offset[1], x2 + offset[2], y2 + offset[3]);
  }
}
