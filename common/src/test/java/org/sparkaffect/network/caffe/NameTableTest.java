package org.sparkaffect.network.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkaffect.network.PublishedModel;

/** Against the lists of blobs in the published definitions. */
class NameTableTest {
  @ParameterizedTest
  @EnumSource
  void everyPublishedBlobHasItsPlaceOrIsNotTaken(PublishedModel model) throws IOException {
    NameTable table = NameTable.of(model);
    Map<Blob, NameTable.Place> places = table.places(model.backbone());

    Set<String> actual = new TreeSet<>();
    places.forEach(
        (blob, place) -> actual.add(blob.layer() + "," + blob.index() + "," + place.shape()));
    Set<String> expected = new TreeSet<>(published(model));
    expected.removeIf(line -> table.notTaken().contains(line.split(",")[0]));
    assertThat(actual).isEqualTo(expected);
  }

  /** No two blobs go to the same place, and together they are all of the network. */
  @ParameterizedTest
  @EnumSource
  void everyParameterIsFilledOnce(PublishedModel model) {
    Map<Blob, NameTable.Place> places = NameTable.of(model).places(model.backbone());

    assertThat(
            places.values().stream()
                .map(place -> place.layer() + "_" + place.parameter())
                .collect(Collectors.toSet()))
        .hasSameSizeAs(places.keySet());
    assertThat(places.values().stream().mapToLong(place -> place.shape().length()).sum())
        .isEqualTo(
            model.backbone().getVertices().values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .sum());
  }

  /** The published names of C3D's dense layers, which a copy by equal names would miss. */
  @Test
  void denseLayersOfC3dAreRenamed() {
    Map<Blob, NameTable.Place> places =
        NameTable.of(PublishedModel.C3D_SPORTS1M).places(PublishedModel.C3D_SPORTS1M.backbone());

    assertThat(places.get(new Blob("fc6-1", 0)).layer()).isEqualTo("fc6");
    assertThat(places.get(new Blob("fc7-1", 1)).layer()).isEqualTo("fc7");
  }

  private static List<String> published(PublishedModel model) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                PublishedModel.class.getResourceAsStream(model.id() + ".csv"),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    }
  }
}
