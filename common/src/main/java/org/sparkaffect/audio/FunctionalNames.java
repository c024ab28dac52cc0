package org.sparkaffect.audio;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** openSMILE's names of the functionals, in the order of {@link Functionals}. */
final class FunctionalNames {
  private static final String SMOOTH = "_sma3nz_";
  private static final List<String> MEAN = List.of("amean");
  private static final List<String> MEAN_AND_DEVIATION = List.of("amean", "stddevNorm");
  private static final List<String> CONTOUR =
      List.of(
          "amean",
          "stddevNorm",
          "percentile20.0",
          "percentile50.0",
          "percentile80.0",
          "pctlrange0-2",
          "meanRisingSlope",
          "stddevRisingSlope",
          "meanFallingSlope",
          "stddevFallingSlope");

  static final List<String> ALL =
      Stream.of(
              each(Stream.of(Descriptor.F0.smoothedName() + "_"), CONTOUR),
              each(Stream.of("loudness_sma3_"), CONTOUR),
              each(labels(Functionals.OF_ALL_FRAMES, "", "_sma3_"), MEAN_AND_DEVIATION),
              each(labels(Functionals.OF_VOICE, "", SMOOTH), MEAN_AND_DEVIATION),
              each(labels(Functionals.OF_VOICED_FRAMES, "V", SMOOTH), MEAN_AND_DEVIATION),
              each(labels(Functionals.OF_UNVOICED_FRAMES, "UV", SMOOTH), MEAN),
              Stream.of(
                  "loudnessPeaksPerSec",
                  "VoicedSegmentsPerSec",
                  "MeanVoicedSegmentLengthSec",
                  "StddevVoicedSegmentLengthSec",
                  "MeanUnvoicedSegmentLength",
                  "StddevUnvoicedSegmentLength",
                  "equivalentSoundLevel_dBp"))
          .flatMap(names -> names)
          .toList();

  private FunctionalNames() {}

  private static Stream<String> each(Stream<String> contours, List<String> statistics) {
    return contours.flatMap(contour -> statistics.stream().map(contour::concat));
  }

  /** The mark of voicing comes before the range of frequencies that slopes have in their names. */
  private static Stream<String> labels(
      Collection<Descriptor> descriptors, String voicing, String smoothing) {
    return descriptors.stream()
        .map(Descriptor::label)
        .map(
            label ->
                label.startsWith("slope")
                    ? "slope" + voicing + label.substring(5)
                    : label + voicing)
        .map(label -> label + smoothing);
  }
}
