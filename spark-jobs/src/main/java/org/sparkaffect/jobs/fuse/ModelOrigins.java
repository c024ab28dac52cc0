package org.sparkaffect.jobs.fuse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.GraphFile;

/** What the models of a workspace say of where their weights began. */
final class ModelOrigins implements Evaluation.Origins {
  private static final Logger log = LoggerFactory.getLogger(ModelOrigins.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;
  private final Map<String, String> models;
  private final Configuration hadoop;

  /**
   * @param models whose scores there are, by network
   */
  ModelOrigins(Workspace workspace, Map<String, String> models, Configuration hadoop) {
    this.workspace = workspace;
    this.models = models;
    this.hadoop = hadoop;
  }

  @Override
  public Boolean fromScratch(List<String> networks) {
    Boolean any = false;
    for (String network : networks) {
      Boolean fromScratch = fromScratch(network);
      if (Boolean.TRUE.equals(fromScratch)) {
        return true;
      }
      any = fromScratch == null ? null : any;
    }
    return any;
  }

  /** Null where its model is not there, or has been trained anew since. */
  private Boolean fromScratch(String network) {
    Path file = new Path(workspace.model(network), "best.zip");
    try (InputStream in = FilePath.fileSystem(file, hadoop).open(file)) {
      byte[] card = GraphFile.readOthers(in).get("affect.json");
      JsonNode root = card == null ? JSON.createObjectNode() : JSON.readTree(card);
      return root.path("model_id").asText().equals(models.get(network)) && root.has("from_scratch")
          ? (Boolean) root.get("from_scratch").asBoolean()
          : null;
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      log.warn("fuse: cannot read {}: {}", file, e.getMessage());
      return null;
    }
  }
}
