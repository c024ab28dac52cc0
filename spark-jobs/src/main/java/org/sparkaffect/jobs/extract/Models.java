package org.sparkaffect.jobs.extract;

import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.face.FaceFinder;

/** What looks and listens, kept from file to file, and made when it is first needed. */
final class Models implements AutoCloseable {
  private final FaceSettings settings;
  private FaceFinder finder;
  private Egemaps egemaps;

  Models(FaceSettings settings) {
    this.settings = settings;
  }

  FaceFinder finder() {
    if (finder == null) {
      finder = new FaceFinder(settings.smallest());
    }
    return finder;
  }

  Egemaps egemaps() {
    if (egemaps == null) {
      egemaps = new Egemaps();
    }
    return egemaps;
  }

  @Override
  public void close() {
    if (finder != null) {
      finder.close();
    }
  }
}
