package org.sparkaffect.imageset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sparkaffect.emotion.Emotion;

/**
 * A trained image-set model: from the frame features of a clip to a probability for each emotion.
 * Its file is a zip, of which it reads the entries that {@link #entries} gives. Threads may share
 * it; whoever reads one closes it.
 */
public final class ImageSetModel implements AutoCloseable {
  private static final String MACHINES = "classifiers.json";
  private static final String SETS = "sets/";
  private static final int BUFFER = 1 << 16;

  private final int rank;
  private final List<KernelMachine> machines;
  private final List<Measure> measures;
  private final List<SetBlock> trained;

  ImageSetModel(int rank, List<KernelMachine> machines, List<SetBlock> trained) {
    this.rank = rank;
    this.machines = machines;
    this.measures = machines.stream().map(machine -> machine.kernel().measure()).toList();
    this.trained = trained;
  }

  /**
   * What a model's file holds of it.
   *
   * @param rank with which all sets were made
   * @param blocks of the training sets, each as {@link SetBlock#write} writes it
   * @return entries by name
   */
  public static Map<String, byte[]> entries(int rank, TrainedMachines machines, List<byte[]> blocks)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(MACHINES, MachineFile.write(rank, blocks.size(), machines.machines()));
    for (int i = 0; i < blocks.size(); i++) {
      entries.put(String.format(Locale.ROOT, "%s%05d", SETS, i), blocks.get(i));
    }
    return entries;
  }

  /**
   * Reads a model's file; the stream stays open.
   *
   * @throws IOException if it is none, or broken
   */
  public static ImageSetModel read(InputStream in) throws IOException {
    List<SetBlock> trained = new ArrayList<>();
    try {
      ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in, BUFFER));
      MachineFile.Contents contents = null;
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && (contents == null || trained.size() < contents.blocks());
          entry = zip.getNextEntry()) {
        if (entry.getName().equals(MACHINES)) {
          contents = MachineFile.read(zip.readAllBytes());
        } else if (entry.getName().startsWith(SETS)) {
          trained.add(SetBlock.read(zip));
        }
      }
      if (contents == null || trained.size() < contents.blocks()) {
        throw new IOException("it holds no image-set model, or not all of one");
      }
      return new ImageSetModel(contents.rank(), contents.machines(), trained);
    } catch (IOException | RuntimeException e) {
      trained.forEach(SetBlock::close);
      throw e instanceof IOException known
          ? known
          : new IOException("it holds an image-set model that is broken: " + e.getMessage(), e);
    }
  }

  /** How many features a frame has. */
  public int dimension() {
    return trained.get(0).dimension();
  }

  /**
   * Scores a clip.
   *
   * @param frames at least one, in any order, each a row of features
   * @return a probability for each emotion, in their order
   * @throws IllegalArgumentException where the frames have not {@link #dimension} features each, or
   *     one of those is no finite number
   */
  public float[] score(float[][] frames) {
    double[] sum = new double[Emotion.values().length];
    double[][] rows = rows(ImageSet.of(frames, rank));
    for (int i = 0; i < rows.length; i++) {
      KernelMachine machine = machines.get(i);
      Vectors.add(sum, machine.weight(), machine.decide(rows[i]));
    }
    double[] probabilities = Outcome.probabilities(sum);
    float[] scores = new float[sum.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) probabilities[i];
    }
    return scores;
  }

  /** By kernel, the measure of a set against each that was trained on. */
  private double[][] rows(ImageSet set) {
    int count = trained.stream().mapToInt(SetBlock::size).sum();
    double[][] rows = new double[machines.size()][count];
    try (SetBlock one = SetBlock.of(List.of(set))) {
      int to = 0;
      for (SetBlock block : trained) {
        double[][][] values = one.measure(block, measures);
        for (int i = 0; i < rows.length; i++) {
          System.arraycopy(values[i][0], 0, rows[i], to, block.size());
        }
        to += block.size();
      }
    }
    return rows;
  }

  @Override
  public void close() {
    trained.forEach(SetBlock::close);
  }
}
