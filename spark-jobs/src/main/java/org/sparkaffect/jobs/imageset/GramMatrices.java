package org.sparkaffect.jobs.imageset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.imageset.MachineTraining;
import org.sparkaffect.imageset.Measure;
import org.sparkaffect.jobs.table.GramRow;
import org.sparkaffect.jobs.table.GramTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** What the table of Gram matrices has of some sets, by measure. */
final class GramMatrices {
  private final List<Measure> measures;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<GramRow.Key, Integer> places = new HashMap<>(); // of training before validation
  private final int trained;
  private final double[][][] values; // NaN where the table has none

  private GramMatrices(Samples samples, List<Measure> measures) {
    this.measures = measures;
    measures.forEach(measure -> numbers.put(measure.toString(), numbers.size()));
    samples.train().forEach(sample -> places.put(sample.key(), places.size()));
    samples.val().forEach(sample -> places.put(sample.key(), places.size()));
    trained = samples.train().size();
    values = new double[measures.size()][places.size()][trained];
    for (double[][] matrix : values) {
      for (double[] row : matrix) {
        Arrays.fill(row, Double.NaN);
      }
    }
  }

  static GramMatrices read(
      Workspace workspace,
      TableReader reader,
      String features,
      Samples samples,
      List<Measure> measures)
      throws WorkspaceException {
    GramMatrices matrices = new GramMatrices(samples, measures);
    for (Path part : workspace.parts(GramTable.NAME)) {
      reader.rows(
          part,
          row -> {
            matrices.add(GramTable.read(row), features);
            return null;
          });
    }
    return matrices;
  }

  private void add(GramRow row, String features) {
    Integer number = numbers.get(row.kernel());
    Integer left = places.get(row.left());
    Integer right = places.get(row.right());
    if (number != null && left != null && right != null && row.features().equals(features)) {
      set(values[number], left, right, row.value());
      set(values[number], right, left, row.value());
    }
  }

  private void set(double[][] matrix, int row, int column, double value) {
    if (column < trained) {
      matrix[row][column] = value;
    }
  }

  /** Those of the pairs that have a value missing, and which. */
  List<BlockPair> missing(List<BlockPair> pairs) {
    pairs.forEach(this::mark);
    return pairs.stream().filter(pair -> !pair.missing().isEmpty()).toList();
  }

  private void mark(BlockPair pair) {
    boolean same = pair.left().number() == pair.right().number();
    for (int i = 0; i < pair.left().samples().size(); i++) {
      int left = places.get(pair.left().samples().get(i).key());
      for (int j = same ? i : 0; j < pair.right().samples().size(); j++) {
        int right = places.get(pair.right().samples().get(j).key());
        for (int m = 0; m < values.length; m++) {
          if (Double.isNaN(values[m][right][left])) {
            pair.missing().set(pair.index(m, i, j));
          }
        }
      }
    }
  }

  List<MachineTraining.Values> values() {
    return IntStream.range(0, values.length)
        .mapToObj(
            m ->
                new MachineTraining.Values(
                    measures.get(m),
                    Arrays.copyOf(values[m], trained),
                    Arrays.copyOfRange(values[m], trained, values[m].length)))
        .toList();
  }
}
