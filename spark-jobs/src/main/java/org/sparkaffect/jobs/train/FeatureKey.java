package org.sparkaffect.jobs.train;

import org.apache.parquet.example.data.Group;

/** What tells a row of the table of features from another. */
record FeatureKey(String clipId, String backbone, String level, int view) {
  static FeatureKey of(Group row) {
    return new FeatureKey(
        row.getString("clip_id", 0),
        row.getString("backbone", 0),
        row.getString("level", 0),
        row.getInteger("view", 0));
  }
}
