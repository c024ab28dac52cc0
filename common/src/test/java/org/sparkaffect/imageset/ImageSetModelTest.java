package org.sparkaffect.imageset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.imageset.Measure.Form;

/** Models of sets whose frames have a mean and variances that are their emotion's. */
class ImageSetModelTest {
  private static final int RANK = 3;
  private static final int DIMENSION = 20;
  private static final List<Measure> MEASURES = Measure.all(List.of(1, RANK));
  private static final Emotion[] LABELS = labels(6);
  private static final Emotion[] VALIDATION = labels(2);

  /** All emotions but Fear, in turn. */
  private static Emotion[] labels(int ofEach) {
    List<Emotion> labels = new ArrayList<>();
    for (int i = 0; i < ofEach; i++) {
      Arrays.stream(Emotion.values()).filter(each -> each != Emotion.FEAR).forEach(labels::add);
    }
    return labels.toArray(Emotion[]::new);
  }

  private static float[][] frames(Emotion label, long seed) {
    Random random = new Random(seed);
    float[][] frames = new float[16][DIMENSION];
    for (float[] frame : frames) {
      for (int i = 0; i < DIMENSION; i++) {
        boolean ofLabel = i % Emotion.values().length == label.ordinal();
        frame[i] = (float) ((ofLabel ? 3 : 1) + (ofLabel ? 2 : 0.5) * random.nextGaussian());
      }
    }
    return frames;
  }

  private static SetBlock block(Emotion[] labels, int seed) {
    List<ImageSet> sets = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      sets.add(ImageSet.of(frames(labels[i], 1000 * seed + i), RANK));
    }
    return SetBlock.of(sets);
  }

  private static TrainedMachines train(Trainer trainer, boolean weighted) {
    try (SetBlock train = block(LABELS, 1);
        SetBlock val = block(VALIDATION, 2)) {
      double[][][] ofTrain = train.measure(MEASURES);
      double[][][] ofVal = val.measure(train, MEASURES);
      List<MachineTraining.Values> values = new ArrayList<>();
      for (int m = 0; m < MEASURES.size(); m++) {
        values.add(new MachineTraining.Values(MEASURES.get(m), ofTrain[m], ofVal[m]));
      }
      return new MachineTraining(trainer, LABELS, VALIDATION, List.of(1, 2), weighted)
          .train(values);
    }
  }

  private static byte[] file(TrainedMachines machines) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    try (SetBlock train = block(LABELS, 1)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      train.write(bytes);
      blocks.add(bytes.toByteArray());
    }
    return zip(ImageSetModel.entries(RANK, machines, blocks));
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("something else"));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
      zip.putNextEntry(new ZipEntry("at the end"));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"pls, false", "pls, true", "svm, false", "logistic, true"})
  void scoresClipsThatItNeverSaw(String name, boolean weighted) throws IOException {
    Trainer trainer =
        switch (name) {
          case "svm" -> new KernelSvm(List.of(1.0, 10.0));
          case "logistic" -> new KernelLogistic(List.of(0.1));
          default -> new KernelPls(List.of(1, 2, 4, 6));
        };
    TrainedMachines machines = train(trainer, weighted);
    assertThat(machines.together().accuracy()).isGreaterThan(0.9);
    assertThat(machines.kernels())
        .hasSize(6)
        .allSatisfy(each -> assertThat(each.alone().accuracy()).isGreaterThan(0.4))
        .allSatisfy(each -> assertThat(each.weight()).isNotNegative());

    try (ImageSetModel model = ImageSetModel.read(new ByteArrayInputStream(file(machines)))) {
      assertThat(model.dimension()).isEqualTo(DIMENSION);
      int right = 0;
      for (int i = 0; i < 30; i++) {
        Emotion label = LABELS[i % 6];
        float[] scores = model.score(frames(label, 5000 + i));
        assertThat(scores).hasSize(7).doesNotContain(Float.NaN);
        double sum = 0;
        int best = 0;
        for (int c = 0; c < 7; c++) {
          sum += scores[c];
          best = scores[c] > scores[best] ? c : best;
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(scores[Emotion.FEAR.ordinal()]).as("of which it saw none").isLessThan(0.1f);
        right += best == label.ordinal() ? 1 : 0;
      }
      assertThat(right).isGreaterThanOrEqualTo(27);
    }
  }

  /** The decisions in validation were made with the same numbers that the model's file has. */
  @Test
  void scoresAsItDidInValidation() throws IOException {
    TrainedMachines machines = train(new KernelPls(List.of(1, 2, 4, 6)), false);
    double loss = 0;
    try (ImageSetModel model = ImageSetModel.read(new ByteArrayInputStream(file(machines)))) {
      for (int i = 0; i < VALIDATION.length; i++) {
        float[] scores = model.score(frames(VALIDATION[i], 2000 + i));
        loss -= Math.log(scores[VALIDATION[i].ordinal()]) / VALIDATION.length;
      }
    }
    assertThat(loss).isCloseTo(machines.together().loss(), within(1e-4));
  }

  @Test
  void theOrderOfFramesDoesNotMatter() throws IOException {
    float[][] frames = frames(Emotion.HAPPY, 9);
    float[][] shuffled = frames.clone();
    Collections.shuffle(Arrays.asList(shuffled), new Random(1));
    try (ImageSetModel model =
        ImageSetModel.read(
            new ByteArrayInputStream(file(train(new KernelPls(List.of(3)), false))))) {
      float[] scores = model.score(frames);
      float[] again = model.score(shuffled);
      for (int i = 0; i < 7; i++) {
        assertThat(again[i]).isCloseTo(scores[i], within(1e-5f));
      }
    }
  }

  /** A rank is chosen for each form of kernel, a degree for polynomial ones alone. */
  @Test
  void choosesOneOfEachKind() {
    TrainedMachines machines = train(new KernelPls(List.of(1, 2, 4, 6)), false);

    assertThat(machines.kernels())
        .extracting(each -> each.measure().statistic() + " " + each.measure().form())
        .doesNotHaveDuplicates();
    assertThat(machines.kernels())
        .filteredOn(each -> each.measure().form() == Form.RBF)
        .allMatch(each -> each.degree() == 1);
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    byte[] file = file(train(new KernelPls(List.of(2)), false));
    byte[] cut = Arrays.copyOf(file, file.length / 2);
    byte[] other = zip(Map.of("affect.json", new byte[] {'{', '}'}));
    byte[] broken = zip(Map.of("classifiers.json", new byte[] {'{', '}'}));

    for (byte[] bytes : List.of(cut, other, broken, new byte[100])) {
      assertThatThrownBy(() -> ImageSetModel.read(new ByteArrayInputStream(bytes)))
          .isInstanceOf(IOException.class);
    }
    try (ImageSetModel model = ImageSetModel.read(new ByteArrayInputStream(file))) {
      assertThatThrownBy(() -> model.score(new float[16][DIMENSION + 1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sets of 21 and of 20 features cannot be compared");
    }
  }
}
