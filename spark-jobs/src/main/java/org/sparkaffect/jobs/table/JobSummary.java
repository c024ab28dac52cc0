package org.sparkaffect.jobs.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What a job did when it last had something to do: {@code WORKSPACE/summaries/JOB.json}.
 *
 * @param seconds that run's, Spark's start not counted
 * @param clips that run's
 * @param rejected of those, by stage
 */
public record JobSummary(String job, double seconds, long clips, Map<String, Long> rejected) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public double clipsPerSecond() {
    return clips / seconds;
  }

  /** Puts it in the place of the one before. */
  public void write(Workspace workspace) throws WorkspaceException {
    ObjectNode root = JSON.createObjectNode();
    root.put("job", job).put("seconds", seconds).put("clips", clips);
    root.put("clips_per_second", clipsPerSecond());
    rejected.forEach(root.putObject("rejected")::put);
    workspace.write(job, workspace.summary(job), root.toPrettyString().getBytes(UTF_8));
  }

  /** The one of a job; empty where there is none. */
  public static Optional<JobSummary> read(Workspace workspace, String job)
      throws WorkspaceException {
    Optional<byte[]> json = workspace.read(workspace.summary(job));
    return json.isEmpty() ? Optional.empty() : Optional.of(parse(json.get(), workspace, job));
  }

  private static JobSummary parse(byte[] json, Workspace workspace, String job)
      throws WorkspaceException {
    try {
      JsonNode root = JSON.readTree(json);
      Map<String, Long> rejected = new TreeMap<>();
      root.get("rejected")
          .fields()
          .forEachRemaining(stage -> rejected.put(stage.getKey(), stage.getValue().asLong()));
      return new JobSummary(
          job, root.get("seconds").asDouble(), root.get("clips").asLong(), rejected);
    } catch (IOException | RuntimeException e) {
      throw new WorkspaceException("read " + workspace.summary(job), e);
    }
  }
}
