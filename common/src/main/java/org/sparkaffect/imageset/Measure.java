package org.sparkaffect.imageset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a kernel is a function of: the inner product of two points on a manifold, for polynomial
 * kernels, or their squared distance, for RBF kernels.
 *
 * @param rank of the subspaces; 0 for the other statistics
 */
public record Measure(Statistic statistic, int rank, Form form) {
  /** What describes a set. */
  public enum Statistic {
    SUBSPACE,
    COVARIANCE,
    GAUSSIAN;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The kernel's form. */
  public enum Form {
    POLYNOMIAL,
    RBF;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All, of subspaces with each of some ranks. */
  public static List<Measure> all(List<Integer> ranks) {
    List<Measure> all = new ArrayList<>();
    for (Form form : Form.values()) {
      ranks.forEach(rank -> all.add(new Measure(Statistic.SUBSPACE, rank, form)));
      all.add(new Measure(Statistic.COVARIANCE, 0, form));
      all.add(new Measure(Statistic.GAUSSIAN, 0, form));
    }
    return all;
  }

  /** What it is called in tables: {@code subspace-5-rbf}, {@code covariance-polynomial}. */
  @Override
  public String toString() {
    String ofRank = statistic == Statistic.SUBSPACE ? "-" + rank : "";
    return statistic.label() + ofRank + "-" + form.label();
  }

  /** The measure of that name. */
  public static Measure parse(String name) {
    String[] parts = name.split("-");
    return new Measure(
        Statistic.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        parts.length == 3 ? Integer.parseInt(parts[1]) : 0,
        Form.valueOf(parts[parts.length - 1].toUpperCase(Locale.ROOT)));
  }

  /**
   * Of two subspaces.
   *
   * @param projection |P' Q|^2
   */
  double of(SetPoints left, SetPoints right, double projection) {
    return form == Form.POLYNOMIAL
        ? projection
        : Math.max(0, left.rank(rank) + right.rank(rank) - 2 * projection);
  }

  /** Of two matrices, by what {@link LogMatrix#inner} takes. */
  double of(LogMatrix left, LogMatrix right, double cross) {
    return form == Form.POLYNOMIAL ? left.inner(right, cross) : left.distance(right, cross);
  }

  /** Of a set and itself. */
  double ofItself(SetPoints set) {
    if (form == Form.RBF) {
      return 0;
    }
    return switch (statistic) {
      case SUBSPACE -> set.rank(rank);
      case COVARIANCE -> set.covariance().norm();
      case GAUSSIAN -> set.gaussian().norm();
    };
  }
}
