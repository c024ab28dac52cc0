package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.cluster.Launch;
import org.sparkaffect.jobs.table.Workspace;

class LedgerTest {
  @TempDir Path root;

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = new Workspace(new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
  }

  /** The ledger after a batch; a clip is written as {@code ID} or, if rejected, {@code ID:WHY}. */
  private Ledger after(String... clips) throws IOException {
    List<Reject> rejects =
        Stream.of(clips)
            .filter(each -> each.contains(":"))
            .map(each -> each.split(":"))
            .map(each -> reject(clip(each[0]), RejectReason.valueOf(each[1])))
            .toList();
    return after(Stream.of(clips).map(each -> clip(each.split(":")[0])).toList(), rejects);
  }

  private Ledger after(List<Clip> clips, List<Reject> rejects) throws IOException {
    commits().commit(clips, clips, rejects, List.of(), workspace.stage("job"));
    return commits().ledger();
  }

  private Commits commits() throws IOException {
    return new Commits("job", workspace, List.of(), Map.of(), new Configuration(), new Launch());
  }

  private static Reject reject(Clip clip, RejectReason reason) {
    return new Reject(clip, "faces", reason, "", 1, Instant.EPOCH);
  }

  /** All of one file; {@code ID@START-END} is a segment. */
  private static Clip clip(String id) {
    String[] parts = id.split("[@-]");
    Clip clip = Clip.ofFile(parts[0], "file:/film.mp4");
    return parts.length == 1
        ? clip
        : clip.segment(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  private static List<Clip> clips(String ids) {
    return Stream.of(ids.split(" ")).filter(id -> !id.isEmpty()).map(LedgerTest::clip).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "a b c, false, c",
    "b, false, ''",
    "slow bad a, false, slow",
    "slow bad c, true, slow c",
  })
  void pendingAreClipsThatAreNewOrToBeTriedAgain(String manifest, boolean cut, String pending)
      throws IOException {
    Ledger ledger = after("a", "b", "slow:TOO_SLOW", "bad:CORRUPT");

    assertThat(ledger.pending(clips(manifest), cut, reject -> reject.reason().passing()))
        .isEqualTo(clips(pending));
    assertThat(ledger.pending(clips("a bad slow"), cut, reject -> true))
        .isEqualTo(clips("bad slow"));
  }

  @ParameterizedTest
  @CsvSource({
    "a, true, a@5-10",
    "b, true, ''",
    "c, true, c",
    "a, false, a",
    "a@5-10, true, a@5-10",
    "a@0-5, true, ''",
    "a@5-15, true, a@5-15",
    "a a@5-10, true, a@5-10",
  })
  void segmentsStandForTheirClip(String manifest, boolean cut, String pending) throws IOException {
    Ledger ledger = after("a@0-5", "a@5-10:TOO_SLOW", "b@0-5", "b@5-7");

    assertThat(ledger.pending(clips(manifest), cut, reject -> reject.reason().passing()))
        .isEqualTo(clips(pending));
  }

  @Test
  void countsAttemptsPerStageAndSumsUpAManifest() throws IOException {
    Clip clip = clip("a");
    after(List.of(clip), List.of(reject(clip, RejectReason.TOO_SLOW)));
    Ledger ledger = after(List.of(clip), List.of(reject(clip, RejectReason.CORRUPT)));

    assertThat(ledger.attempts("a", "faces")).isEqualTo(2);
    assertThat(ledger.attempts("a", "acoustics")).isZero();
    assertThat(ledger.attempts("b", "faces")).isZero();

    ledger = after("b@0-5", "b@5-9:NO_FACE", "c");
    assertThat(ledger.summary(clips("a b d"), true).clips()).isEqualTo(3);
    assertThat(ledger.summary(clips("a b d"), true).rejects())
        .isEqualTo("2 rejected: CORRUPT 1, NO_FACE 1");
    assertThat(ledger.summary(clips("a b d"), false).clips()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "file:/b | 0 | 9 | Sad   | val   | s | file file:/b here and file:/a in the workspace",
        "file:/a | 1 | 9 | Sad   | val   | s | start_ms 1 here and 0 in the workspace",
        "file:/a | 0 | - | Sad   | val   | s | end_ms none here and 9 in the workspace",
        "file:/a | 0 | 9 | Happy | val   | s | label Happy here and Sad in the workspace",
        "file:/a | 0 | 9 | -     | val   | s | label none here and Sad in the workspace",
        "file:/a | 0 | 9 | Sad   | train | s | split train here and val in the workspace",
        "file:/a | 0 | 9 | Sad   | val   | t | subject t here and s in the workspace",
      })
  void aClipIdIsOfOneClip(
      String uri, Long start, Long end, String label, String split, String subject, String message)
      throws IOException {
    Clip known = new Clip("x", "file:/a", 0L, 9L, Emotion.SAD, Split.VAL, "s");
    Ledger ledger = after(List.of(known), List.of());
    Clip clip =
        new Clip(
            "x",
            uri,
            start,
            end,
            label == null ? null : Emotion.parse(label).orElseThrow(),
            Split.parse(split).orElseThrow(),
            subject);

    assertThat(ledger.pending(List.of(known), false, reject -> true)).isEmpty();
    assertThatThrownBy(() -> ledger.pending(List.of(clip), false, reject -> true))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("clip_id 'x' has " + message);
  }

  @Test
  void aSegmentIsOfItsClipsFileAndLabel() throws IOException {
    Ledger ledger = after("a@0-5");
    Clip other = Clip.ofFile("a", "file:/other.mp4");

    assertThatThrownBy(() -> ledger.pending(List.of(other), true, reject -> true))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("clip_id 'a' has file file:/other.mp4 here");
    assertThat(ledger.pending(List.of(other), false, reject -> true)).containsExactly(other);
  }
}
