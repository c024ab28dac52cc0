package org.sparkaffect.jobs.train;

import java.util.List;
import java.util.Map;

/** What is known of a network before it is trained. */
interface Origin {
  String network();

  /** The classes that it tells apart, in the order of its outputs. */
  List<String> classes();

  /** Tells the weights that it begins with from others. */
  String backboneId();

  /** Whether those are random. */
  boolean fromScratch();

  /** What its layers depend on. */
  Map<String, Object> architecture();

  /** What is done to its input. */
  Map<String, Object> input();

  /** What is stored with it besides. */
  Map<String, byte[]> others();
}
