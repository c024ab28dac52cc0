package org.sparkaffect.jobs.cluster;

/** The plugin on executors whose ND4J, a fake, has two GPUs. */
public final class FakeGpuPlugin extends GpuPlugin {
  private static final FakeDevices DEVICES =
      new FakeDevices(new ComputeCapability(7, 5), new ComputeCapability(8, 6));

  public FakeGpuPlugin() {
    super(DEVICES);
  }

  /** The GPU to which the calling thread is bound. */
  public static int current() {
    return DEVICES.current();
  }

  /** The plugin on executors whose ND4J has none. */
  public static final class OnCpu extends GpuPlugin {
    public OnCpu() {
      super(new FakeDevices());
    }
  }
}
