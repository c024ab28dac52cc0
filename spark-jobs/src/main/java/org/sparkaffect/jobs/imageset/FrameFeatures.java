package org.sparkaffect.jobs.imageset;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.train.ModelFolder;
import org.sparkaffect.jobs.train.Start;
import org.sparkaffect.network.GraphFile;

/**
 * What the features of frames are.
 *
 * @param start the backbone that gives them
 * @param level its level
 */
record FrameFeatures(Start start, String level) {
  private static final String LAST = "last";

  /**
   * Those that the settings ask for: of a backbone as it was transferred or, where its network is
   * trained as a whole, as that left it.
   */
  static FrameFeatures of(ImageSetSettings settings, Workspace workspace, Configuration hadoop)
      throws Exception {
    Start start = Start.of(settings.features(), hadoop);
    if (!settings.features().frozen()) {
      start = tuned(start, new ModelFolder(workspace, settings.features().network(), hadoop));
    }
    List<String> levels = start.model().network().levels();
    return new FrameFeatures(start, level(settings.level(), levels));
  }

  /** A level may be averaged to a grid, which its name tells behind a slash. */
  private static String level(String layer, List<String> levels) {
    if (layer.equals(LAST)) {
      return levels.get(levels.size() - 1);
    }
    return levels.stream()
        .filter(level -> level.equals(layer) || level.startsWith(layer + "/"))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    "image-set.level: the backbone has no level %s, only %s; or say last"
                        .formatted(layer, String.join(", ", levels))));
  }

  private static Start tuned(Start start, ModelFolder folder) throws Exception {
    String network = start.model().name();
    GraphFile.Contents model =
        folder
            .read(ModelFolder.BEST)
            .orElseThrow(
                () ->
                    new InputException(
                        "image-set takes the features of %s as it is trained (%s.backbone = finetune), and there is no %s/%s; train %s first"
                            .formatted(network, network, folder, ModelFolder.BEST, network)));
    ComputationGraph backbone = start.backbone();
    backbone
        .paramTable()
        .forEach((name, parameter) -> parameter.assign(model.graph().getParam(name)));
    String id =
        new ObjectMapper()
            .readTree(model.others().get(ImageSetCard.ENTRY))
            .get("model_id")
            .asText();
    return new Start(start.model(), backbone, id, start.fromScratch());
  }

  /** What the table of Gram matrices calls them. */
  String name() {
    return start.backboneId() + "/" + level;
  }
}
