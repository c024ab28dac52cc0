package org.sparkaffect.jobs.cluster;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/** The devices of ND4J's back end, asked through its API alone, which any build has. */
final class Nd4jDevices implements GpuDevices {
  @Override
  public boolean present() {
    return "CUDA".equals(environment().get(Nd4jEnvironment.BACKEND_KEY));
  }

  @Override
  public int count() {
    return Nd4j.getAffinityManager().getNumberOfDevices();
  }

  @Override
  public ComputeCapability capability(int device) {
    List<?> devices = (List<?>) environment().get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY);
    Map<?, ?> known = (Map<?, ?>) devices.get(device);
    return new ComputeCapability(
        ((Number) known.get(Nd4jEnvironment.CUDA_DEVICE_MAJOR_VERSION_KEY)).intValue(),
        ((Number) known.get(Nd4jEnvironment.CUDA_DEVICE_MINOR_VERSION_KEY)).intValue());
  }

  private static Properties environment() {
    return Nd4j.getExecutioner().getEnvironmentInformation();
  }

  @Override
  public void use(int device) {
    Nd4j.getAffinityManager().unsafeSetDevice(device);
  }

  @Override
  public int current() {
    return Nd4j.getAffinityManager().getDeviceForCurrentThread();
  }
}
