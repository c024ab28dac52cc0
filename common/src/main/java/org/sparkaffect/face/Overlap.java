package org.sparkaffect.face;

/** What the common area of two boxes is measured by. */
enum Overlap {
  /** Intersection over union. */
  UNION {
    @Override
    float of(Box a, Box b) {
      float both = a.intersection(b);
      return both / (a.area() + b.area() - both);
    }
  },
  /** Intersection over the smaller area, which also finds a box inside another. */
  MINIMUM {
    @Override
    float of(Box a, Box b) {
      return a.intersection(b) / Math.min(a.area(), b.area());
    }
  };

  abstract float of(Box a, Box b);
}
