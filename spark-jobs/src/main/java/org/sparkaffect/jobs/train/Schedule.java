package org.sparkaffect.jobs.train;

import java.time.Duration;
import java.util.Optional;
import org.sparkaffect.network.RateRule;

/** How long a network is trained, and in what portions. */
interface Schedule {
  String network();

  /** That train at once; empty for as many as there are slots for tasks. */
  Optional<Integer> workers();

  /** Clips of a minibatch. */
  int batch();

  /** Iterations from one averaging to the next. */
  int averaging();

  /** After which training stops, with so many clips to train on. */
  int iterations(int clips, int workers);

  /** What the rate does after an epoch; empty where it depends on the iteration alone. */
  Optional<RateRule> rule();

  /** The setting to lower where the loss grows without end. */
  String rateSetting();

  /** Time from one checkpoint to the next. */
  Duration checkpoint();

  long seed();
}
