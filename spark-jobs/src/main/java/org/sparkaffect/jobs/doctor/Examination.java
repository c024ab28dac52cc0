package org.sparkaffect.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.jobs.cluster.GpuDevices;
import org.sparkaffect.jobs.settings.Settings;

/**
 * The checks of one process, driver or executor, in itself.
 *
 * @param tasks that run at once in it
 * @param taskCpus cores that Spark reckons for each
 * @param jarHasCuda whether ND4J for GPUs is in the jar
 * @param gpus whether it is to have GPUs
 */
record Examination(Settings settings, int tasks, int taskCpus, boolean jarHasCuda, boolean gpus)
    implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  List<Finding> here(String where, Configuration hadoop) {
    List<Finding> findings = new ArrayList<>();
    findings.add(JavaCheck.here(where));
    findings.add(MemoryCheck.here().of(where, tasks, TaskMemory.of(settings)));
    findings.add(ThreadsCheck.here(where, tasks, taskCpus));
    List<Finding> natives = NativesCheck.here(where);
    findings.addAll(natives);
    findings.add(CacheCheck.here(where));
    if (natives.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM)) {
      findings.add(OneDnnCheck.here(where));
      findings.addAll(GpuCheck.of(where, jarHasCuda, gpus, GpuDevices.ofNd4j()));
    }
    findings.addAll(new FilesCheck(where, hadoop).of(settings));
    return findings;
  }
}
