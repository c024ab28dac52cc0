package org.sparkaffect.audio;

/** Mean over the mel bands of their powers, weighted for equal loudness, to the power of 0.33. */
final class Loudness {
  static final double FLOOR = 9.3e-10;
  private static final double COMPRESSION = 0.33;

  private final double[] logWeight = new double[MelBank.BANDS];

  Loudness() {
    for (int band = 0; band < logWeight.length; band++) {
      logWeight[band] = Math.log(equalLoudness(MelBank.centre(band)));
    }
  }

  /** The ear's sensitivity at 40 phon after Hermansky (1990). */
  private static double equalLoudness(double hz) {
    double w2 = Math.pow(2 * Math.PI * hz, 2);
    double w7 = w2 * w2 * w2 * Math.sqrt(w2);
    return 1e32
        * ((w2 + 56.8e6) * w2 * w2)
        / ((w2 + 6.3e6) * (w2 + 6.3e6) * (w2 + 0.38e9) * (w7 + 1.7e31));
  }

  /**
   * @param logPower natural logarithms of the bands' powers, floored at {@link #FLOOR}
   */
  double of(double[] logPower) {
    double sum = 0;
    for (int band = 0; band < logWeight.length; band++) {
      sum += Math.exp(COMPRESSION * (logPower[band] + logWeight[band]));
    }
    return sum / logWeight.length;
  }
}
