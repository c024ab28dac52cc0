package org.sparkaffect.imageset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkaffect.TestData;
import org.sparkaffect.imageset.Measure.Form;
import org.sparkaffect.imageset.Measure.Statistic;

/** Two sets and what the dense formulas make of them: see the README beside the cases. */
record Reference(String name, double[][] left, double[][] right, int rank, JsonNode values) {
  static List<Reference> all() {
    ObjectMapper json = new ObjectMapper();
    try {
      List<Reference> all = new ArrayList<>();
      for (JsonNode each : json.readTree(TestData.beside(Reference.class, "cases.json").toFile())) {
        all.add(
            new Reference(
                each.get("name").asText(),
                json.convertValue(each.get("F1"), double[][].class),
                json.convertValue(each.get("F2"), double[][].class),
                each.get("r").asInt(),
                each));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<Measure, Double> measures() {
    return Map.of(
        new Measure(Statistic.SUBSPACE, rank, Form.POLYNOMIAL), value("subspace_projection"),
        new Measure(Statistic.SUBSPACE, rank, Form.RBF), value("subspace_distance2"),
        new Measure(Statistic.COVARIANCE, 0, Form.POLYNOMIAL), value("covariance_inner"),
        new Measure(Statistic.COVARIANCE, 0, Form.RBF), value("covariance_distance2"),
        new Measure(Statistic.GAUSSIAN, 0, Form.POLYNOMIAL), value("gaussian_inner"),
        new Measure(Statistic.GAUSSIAN, 0, Form.RBF), value("gaussian_distance2"));
  }

  double value(String key) {
    return values.get(key).asDouble();
  }

  @Override
  public String toString() {
    return name;
  }
}
