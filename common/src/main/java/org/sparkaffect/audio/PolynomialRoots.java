package org.sparkaffect.audio;

/**
 * The roots of a real polynomial above the real axis, one of each conjugate pair: each is found by
 * Laguerre's method, refined on the whole polynomial, and divided out.
 */
final class PolynomialRoots {
  private static final int MOST_STEPS = 16;
  private static final int MOST_STARTS = 16;

  /** A step is short enough when the next one, by cubic convergence, would not be seen. */
  private static final double SHORT = 1e-7;

  private static final double REAL = 1e-6;

  private final double[] whole;
  private final double[] rest;
  private final double[] real;
  private final double[] imaginary;
  private double x;
  private double y;

  PolynomialRoots(int degree) {
    whole = new double[degree + 1];
    rest = new double[degree + 1];
    real = new double[degree / 2];
    imaginary = new double[degree / 2];
  }

  double real(int root) {
    return real[root];
  }

  double imaginary(int root) {
    return imaginary[root];
  }

  /**
   * @param coefficients from the constant one up, the highest not 0
   * @return how many there are
   */
  int of(double[] coefficients) {
    int degree = coefficients.length - 1;
    System.arraycopy(coefficients, 0, whole, 0, degree + 1);
    System.arraycopy(coefficients, 0, rest, 0, degree + 1);
    int found = 0;
    int left = degree;
    while (left > 0) {
      boolean near = false;
      for (int start = 0; !near && start < MOST_STARTS; start++) {
        start(left, start);
        near = approach(rest, left);
      }
      if (left == 1 || Math.abs(y) <= REAL * Math.abs(x)) {
        left = divide(left, 1, -x, 0);
      } else {
        double dividedX = x;
        double dividedY = y;
        approach(whole, degree);
        real[found] = x;
        imaginary[found++] = Math.abs(y);
        left = divide(left, 2, -2 * dividedX, dividedX * dividedX + dividedY * dividedY);
      }
    }
    return found;
  }

  /** Divides what is left by z + linear, or z^2 + linear z + constant. */
  private int divide(int left, int factor, double linear, double constant) {
    double before = 0;
    double beforeThat = 0;
    for (int k = left; k >= factor; k--) {
      rest[k] -= linear * before + constant * beforeThat;
      beforeThat = before;
      before = rest[k];
    }
    System.arraycopy(rest, factor, rest, 0, left - factor + 1);
    return left - factor;
  }

  /** A point as far from zero as the roots are in their geometric mean, at another angle each. */
  private void start(int degree, int number) {
    double radius = Math.pow(Math.abs(rest[0] / rest[degree]), 1.0 / degree);
    x = radius * Math.cos(1 + 2 * number);
    y = radius * Math.sin(1 + 2 * number);
  }

  /** Goes from x + iy to a root. */
  private boolean approach(double[] polynomial, int degree) {
    boolean near = false;
    for (int step = 0; !near && step < MOST_STEPS; step++) {
      near = laguerreStep(polynomial, degree);
    }
    return near;
  }

  /**
   * @return whether the step was so short that x + iy is a root now
   */
  private boolean laguerreStep(double[] polynomial, int degree) {
    // the polynomial, its derivative and half its second derivative, by Horner's rule
    double pRe = polynomial[degree];
    double pIm = 0;
    double dRe = 0;
    double dIm = 0;
    double sRe = 0;
    double sIm = 0;
    for (int k = degree - 1; k >= 0; k--) {
      double re = sRe * x - sIm * y + dRe;
      sIm = sRe * y + sIm * x + dIm;
      sRe = re;
      re = dRe * x - dIm * y + pRe;
      dIm = dRe * y + dIm * x + pIm;
      dRe = re;
      re = pRe * x - pIm * y + polynomial[k];
      pIm = pRe * y + pIm * x;
      pRe = re;
    }
    // The step is -n p / (p' +- sqrt((n - 1) ((n - 1) p'^2 - n p p''))), the longer divisor taken.
    double n = degree;
    double squareRe =
        (n - 1) * ((n - 1) * (dRe * dRe - dIm * dIm) - 2 * n * (pRe * sRe - pIm * sIm));
    double squareIm = (n - 1) * ((n - 1) * 2 * dRe * dIm - 2 * n * (pRe * sIm + pIm * sRe));
    double length = Math.sqrt(squareRe * squareRe + squareIm * squareIm);
    double rootRe = Math.sqrt(Math.max(length + squareRe, 0) / 2);
    double rootIm = Math.copySign(Math.sqrt(Math.max(length - squareRe, 0) / 2), squareIm);
    double sign = dRe * rootRe + dIm * rootIm < 0 ? -1 : 1;
    double divisorRe = dRe + sign * rootRe;
    double divisorIm = dIm + sign * rootIm;
    double divisor = divisorRe * divisorRe + divisorIm * divisorIm;
    if (divisor == 0) {
      return pRe == 0 && pIm == 0;
    }
    double stepX = -n * (pRe * divisorRe + pIm * divisorIm) / divisor;
    double stepY = -n * (pIm * divisorRe - pRe * divisorIm) / divisor;
    x += stepX;
    y += stepY;
    return stepX * stepX + stepY * stepY <= SHORT * SHORT * (x * x + y * y);
  }
}
