package org.sparkaffect.jobs.train;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.WorkspaceException;

/** The table of faces, clip by clip. */
final class StoredFaces {
  private final TableReader reader;

  StoredFaces(Configuration hadoop) {
    this.reader = new TableReader(hadoop);
  }

  /** A clip's 16 master crops. */
  List<RgbImage> crops(TrainingClip clip) throws WorkspaceException {
    return reader
        .rows(new Path(clip.files().get(0)), FacesTable.PIXELS, clip.id(), FacesTable::crops)
        .get(0);
  }
}
