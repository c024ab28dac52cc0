package org.nd4j.nativeblas;

/**
 * Lets Deeplearning4j 1.0.0-M2.1 find oneDNN. It asks a class of this name by reflection; ND4J has
 * since moved its own to another package and renamed the method, and without an answer every 2-D
 * convolution falls back to a path that is five times slower.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** The part that is asked for. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private final boolean oneDnn =
        NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");

    private Environment() {}

    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Whether ND4J's native library was built with oneDNN, once called MKL-DNN. */
    public boolean isUseMKLDNN() {
      return oneDnn;
    }
  }
}
