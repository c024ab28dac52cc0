package org.sparkaffect.audio;

/**
 * Chooses one of each frame's pitch candidates, or none, by the Viterbi algorithm, while frames
 * arrive: a frame is decided when all survivors agree on it, or after 40 frames.
 */
final class PitchTracker {
  private static final int CANDIDATES = SubHarmonicSummation.CANDIDATES;
  private static final int UNVOICED = CANDIDATES;
  private static final int STATES = CANDIDATES + 1;
  private static final int BUFFER = 40;
  static final int RING = 64;

  private static final double VOICING_THRESHOLD = 0.7;
  private static final double VOICING_WEIGHT = 2;
  private static final double BELOW_THRESHOLD = 4;
  private static final double UNVOICED_COST = 8;
  private static final double CHANGE_WEIGHT = 10;
  private static final double DELTA_WEIGHT = 10;
  private static final double VOICING_CHANGE = 10;
  private static final double STAY_UNVOICED = 1;
  private static final double IMPOSSIBLE = 999;

  private final double[] local = new double[STATES];
  private double[] cost = new double[STATES];
  private double[] nextCost = new double[STATES];
  private double[] logHz = new double[CANDIDATES];
  private double[] nextLogHz = new double[CANDIDATES];

  /** The states through which each survivor came, by frame modulo the ring. */
  private byte[][] path = new byte[STATES][RING];

  private byte[][] nextPath = new byte[STATES][RING];
  private final float[][] frequency = new float[RING][CANDIDATES];
  private final byte[] decision = new byte[RING];

  private double lastChange;
  private int frames;
  private int decided;

  void reset() {
    lastChange = 1;
    frames = 0;
    decided = 0;
  }

  /** Frames decided so far, from the first on. */
  int decided() {
    return decided;
  }

  /** In Hz, 0 if unvoiced. Only the last 24 decided frames are known. */
  float frequency(int frame) {
    int state = decision[frame % RING];
    return state == UNVOICED ? 0 : frequency[frame % RING][state];
  }

  void accept(float[] hz, float[] voicing) {
    System.arraycopy(hz, 0, frequency[frames % RING], 0, CANDIDATES);
    for (int i = 0; i < CANDIDATES; i++) {
      nextLogHz[i] = hz[i] > 0 ? Math.log(hz[i]) : Double.NaN;
    }
    localCosts(hz, voicing);
    if (frames == 0) {
      System.arraycopy(local, 0, nextCost, 0, STATES);
    } else {
      extend();
    }
    for (int i = 0; i < STATES; i++) {
      nextPath[i][frames % RING] = (byte) i;
    }
    swap();
    frames++;
    decide();
  }

  private void localCosts(float[] hz, float[] voicing) {
    local[UNVOICED] = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      double doubt = -Math.log(Math.min(Math.max(voicing[i], 0.01), 1));
      if (voicing[i] < VOICING_THRESHOLD) {
        doubt += BELOW_THRESHOLD;
      } else {
        local[UNVOICED] = UNVOICED_COST;
      }
      local[i] = VOICING_WEIGHT * doubt + rangeCost(hz[i]);
    }
  }

  private static double rangeCost(double hz) {
    if (hz <= 0) {
      return 2;
    }
    if (hz < 100) {
      return 1 - hz / 100;
    }
    if (hz < 350) {
      return 0;
    }
    return hz < 600 ? (hz - 350) / 250 : 1.2;
  }

  private void extend() {
    for (int to = 0; to < STATES; to++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int from = 0; from < STATES; from++) {
        double total = cost[from] + transition(from, to);
        if (total < least) {
          least = total;
          best = from;
        }
      }
      nextCost[to] = least + local[to];
      System.arraycopy(path[best], 0, nextPath[to], 0, RING);
    }
  }

  /** Remembers the last change of pitch over all pairs of states, in the order of the calls. */
  private double transition(int from, int to) {
    if (from == UNVOICED && to == UNVOICED) {
      return STAY_UNVOICED;
    }
    if (from == UNVOICED || to == UNVOICED) {
      lastChange = 0;
      return VOICING_CHANGE;
    }
    double change = nextLogHz[to] - logHz[from];
    if (Double.isNaN(change)) {
      return IMPOSSIBLE;
    }
    double delta = change - lastChange;
    lastChange = change;
    return CHANGE_WEIGHT * Math.abs(change) + DELTA_WEIGHT * Math.abs(delta);
  }

  private void swap() {
    double[] costs = cost;
    cost = nextCost;
    nextCost = costs;
    double[] logs = logHz;
    logHz = nextLogHz;
    nextLogHz = logs;
    byte[][] paths = path;
    path = nextPath;
    nextPath = paths;
  }

  private void decide() {
    if (frames - (decided - 1) > BUFFER) {
      decideBy(cheapest());
    } else {
      while (decided < frames && survivorsAgree()) {
        decideBy(0);
      }
    }
  }

  private boolean survivorsAgree() {
    int place = decided % RING;
    for (int i = 1; i < STATES; i++) {
      if (path[i][place] != path[0][place]) {
        return false;
      }
    }
    return true;
  }

  /** Decides the frames that are left, at the end of the clip. */
  void finish() {
    int survivor = cheapest();
    while (decided < frames) {
      decideBy(survivor);
    }
  }

  private void decideBy(int survivor) {
    decision[decided % RING] = path[survivor][decided % RING];
    decided++;
  }

  private int cheapest() {
    int best = 0;
    for (int i = 1; i < STATES; i++) {
      if (cost[i] < cost[best]) {
        best = i;
      }
    }
    return best;
  }
}
