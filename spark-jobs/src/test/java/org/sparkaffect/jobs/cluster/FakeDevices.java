package org.sparkaffect.jobs.cluster;

import java.util.List;

/** GPUs that are none; each thread begins on GPU 0. */
class FakeDevices implements GpuDevices {
  private final ThreadLocal<Integer> current = ThreadLocal.withInitial(() -> 0);
  private final List<ComputeCapability> capabilities;

  FakeDevices(ComputeCapability... capabilities) {
    this.capabilities = List.of(capabilities);
  }

  @Override
  public boolean present() {
    return !capabilities.isEmpty();
  }

  @Override
  public int count() {
    return capabilities.size();
  }

  @Override
  public ComputeCapability capability(int device) {
    return capabilities.get(device);
  }

  @Override
  public void use(int device) {
    current.set(device);
  }

  @Override
  public int current() {
    return current.get();
  }
}
