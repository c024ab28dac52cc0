package org.sparkaffect.audio;

/**
 * The roots of a real polynomial above the real axis, one of each conjugate pair: each is found by
 * Laguerre's method, refined on the whole polynomial, and divided out.
 */
final class PolynomialRoots {
  private static final int MOST_STEPS = 60;
  private static final int CYCLE_BREAK = 10;

  /** A step is short enough when the next one, by cubic convergence, would not be seen. */
  private static final double SHORT = 1e-7;

  private static final double REAL = 1e-9;

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
      x = 0;
      y = 0;
      approach(rest, left);
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

  /** Goes from x + iy to a root nearby. */
  private void approach(double[] polynomial, int degree) {
    boolean far = true;
    for (int step = 1; far && step <= MOST_STEPS; step++) {
      far = laguerreStep(polynomial, degree, step % CYCLE_BREAK == 0 ? 0.5 : 1);
    }
  }

  /**
   * @return whether another step is worth while
   */
  private boolean laguerreStep(double[] polynomial, int degree, double part) {
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
      x += pRe == 0 && pIm == 0 ? 0 : 1;
      return pRe != 0 || pIm != 0;
    }
    double stepX = -n * part * (pRe * divisorRe + pIm * divisorIm) / divisor;
    double stepY = -n * part * (pIm * divisorRe - pRe * divisorIm) / divisor;
    x += stepX;
    y += stepY;
    return stepX * stepX + stepY * stepY > SHORT * SHORT * (x * x + y * y);
  }
}
