package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.FacesRow;

/** Keeps rows in their order, {@code ID REASON} of the rejected, and which clips are to come. */
class Recorder implements FileExtraction.Output {
  final Set<String> awaited = new LinkedHashSet<>();
  final List<FacesRow> rows = new ArrayList<>();
  final List<String> rejects = new ArrayList<>();
  final List<String> messages = new ArrayList<>();

  @Override
  public void cut(Clip clip, List<Clip> parts) {
    assertThat(awaited.remove(clip.id())).isTrue();
    parts.forEach(part -> awaited.add(part.id()));
  }

  @Override
  public void faces(FacesRow row) throws IOException {
    assertThat(awaited.remove(row.clip().id())).isTrue();
    rows.add(row);
  }

  @Override
  public void acoustics(AcousticsRow row) {
    throw new AssertionError(row);
  }

  @Override
  public void rejectRest(String stage, RejectedException why) {
    awaited.forEach(clipId -> reject(clipId, why));
    awaited.clear();
  }

  @Override
  public void reject(Clip clip, String stage, RejectedException why) {
    assertThat(awaited.remove(clip.id())).isTrue();
    reject(clip.id(), why);
  }

  void reject(String clipId, RejectedException why) {
    rejects.add(clipId + " " + why.reason());
    messages.add(why.getMessage());
  }

  List<String> ids() {
    return rows.stream().map(row -> row.clip().id()).toList();
  }
}
