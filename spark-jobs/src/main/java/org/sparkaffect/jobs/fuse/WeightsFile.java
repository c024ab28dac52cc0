package org.sparkaffect.jobs.fuse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Nearest;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.WeightsRow;
import org.sparkaffect.jobs.table.WeightsTable;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * Weights that a user gives: a CSV file with the columns member, emotion and weight, or a file of
 * the table {@code weights}, or that table's folder.
 */
public final class WeightsFile {
  private static final List<String> COLUMNS = List.of("member", "emotion", "weight");

  private final Path file;
  private final List<Member> known;
  private final Map<String, double[]> weights = new LinkedHashMap<>();

  private WeightsFile(Path file, List<Member> known) {
    this.file = file;
    this.known = known;
  }

  /**
   * Reads one.
   *
   * @param known members that it may name
   * @throws InputException if it is not there, or names others, or not all emotions once
   */
  public static WeightsFile read(Path file, List<Member> known, Configuration hadoop)
      throws WorkspaceException {
    WeightsFile weights = new WeightsFile(file, known);
    List<Path> parts = parts(file, hadoop);
    if (parts.isEmpty()) {
      for (CsvRows.Row row : CsvRows.read(file, COLUMNS, hadoop)) {
        weights.add(row.where(), row.text("member"), row.emotion(), row.number("weight"));
      }
    }
    for (Path part : parts) {
      for (WeightsRow row : new TableReader(hadoop).rows(part, WeightsTable::read)) {
        weights.add(part.toString(), row.member(), row.emotion(), row.weight());
      }
    }
    weights.requireAll();
    return weights;
  }

  /** Its Parquet files; none if it is a CSV file. */
  private static List<Path> parts(Path file, Configuration hadoop) {
    try {
      FileStatus[] statuses = FilePath.fileSystem(file, hadoop).listStatus(file);
      return Arrays.stream(statuses)
          .map(FileStatus::getPath)
          .filter(path -> path.getName().endsWith(".parquet"))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      throw new InputException(
          "there is no file of weights %s; give a CSV file, or the table of weights of a workspace"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new InputException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void add(String where, String member, Emotion emotion, double weight) {
    List<String> names = Member.names(known);
    if (!names.contains(member)) {
      throw new InputException(
          "%s: there is no member '%s' among fuse.members; the nearest is '%s'"
              .formatted(where, member, Nearest.to(member, names)));
    }
    double[] ofMember =
        weights.computeIfAbsent(
            member,
            name -> {
              double[] none = new double[Emotion.values().length];
              Arrays.fill(none, Double.NaN);
              return none;
            });
    if (!Double.isNaN(ofMember[emotion.ordinal()])) {
      throw new InputException(
          "%s: %s has two weights for %s; keep one".formatted(where, member, emotion.label()));
    }
    ofMember[emotion.ordinal()] = weight;
  }

  private void requireAll() {
    weights.forEach(
        (member, ofMember) -> {
          List<String> missing = new ArrayList<>();
          for (Emotion emotion : Emotion.values()) {
            if (Double.isNaN(ofMember[emotion.ordinal()])) {
              missing.add(emotion.label());
            }
          }
          if (!missing.isEmpty()) {
            throw new InputException(
                "%s has no weight of %s for %s; add it"
                    .formatted(file, member, String.join(", ", missing)));
          }
        });
  }

  /** The members that it names, in the order of the settings. */
  public List<Member> members() {
    return known.stream().filter(member -> weights.containsKey(member.name())).toList();
  }

  public ClassWeights weights() {
    return ClassWeights.ofMembers(
        members().stream().map(member -> weights.get(member.name())).toArray(double[][]::new));
  }
}
