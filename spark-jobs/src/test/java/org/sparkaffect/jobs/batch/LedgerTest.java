package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;

class LedgerTest {
  @TempDir Path root;

  private static final List<String> STAGES = List.of("faces", "acoustics");

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = new Workspace(new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
  }

  /** The ledger after a batch; a clip is written as {@code ID} or, if rejected, {@code ID:WHY}. */
  private void after(String... clips) throws IOException {
    List<Reject> rejects =
        Stream.of(clips)
            .filter(each -> each.contains(":"))
            .map(each -> each.split(":"))
            .map(each -> reject(clip(each[0]), RejectReason.valueOf(each[1])))
            .toList();
    after(Stream.of(clips).map(each -> clip(each.split(":")[0])).toList(), rejects);
  }

  private void after(List<Clip> clips, List<Reject> rejects) throws IOException {
    Configuration hadoop = new Configuration();
    Scope scope = new Scope(STAGES, false, reject -> true);
    new Commits("job", workspace, scope, List.of(), Map.of(), hadoop, new Launch())
        .commit(clips, clips, rejects, List.of(), workspace.stage("job"));
  }

  private Ledger ledger(boolean cut, Predicate<Reject> again) throws IOException {
    return Ledger.read(
        workspace, new TableReader(new Configuration()), new Scope(STAGES, cut, again));
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
    after("a", "b", "slow:TOO_SLOW", "bad:CORRUPT");

    assertThat(ledger(cut, reject -> reject.reason().passing()).pending(clips(manifest)))
        .isEqualTo(clips(pending));
    assertThat(ledger(cut, reject -> true).pending(clips("a bad slow")))
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
    after("a@0-5", "a@5-10:TOO_SLOW", "b@0-5", "b@5-7");

    assertThat(ledger(cut, reject -> reject.reason().passing()).pending(clips(manifest)))
        .isEqualTo(clips(pending));
  }

  @Test
  void countsAttemptsPerStageAndSumsUpAManifest() throws IOException {
    Clip clip = clip("a");
    after(List.of(clip), List.of(reject(clip, RejectReason.TOO_SLOW)));
    after(List.of(clip), List.of(reject(clip, RejectReason.CORRUPT)));
    Ledger ledger = ledger(true, reject -> true);

    assertThat(ledger.attempts("a", "faces")).isEqualTo(2);
    assertThat(ledger.attempts("a", "acoustics")).isZero();
    assertThat(ledger.attempts("b", "faces")).isZero();

    after("b@0-5", "b@5-9:NO_FACE", "c");
    Summary summary = ledger(true, reject -> true).summary(clips("a b d"));
    assertThat(summary.clips()).isEqualTo(3);
    assertThat(summary.rejects())
        .isEqualTo("faces rejected 2 (CORRUPT 1, NO_FACE 1), acoustics rejected 0");
    assertThat(ledger(false, reject -> true).summary(clips("a b d")).clips()).isEqualTo(1);
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
    after(List.of(known), List.of());
    Ledger ledger = ledger(false, reject -> true);
    Clip clip =
        new Clip(
            "x",
            uri,
            start,
            end,
            label == null ? null : Emotion.parse(label).orElseThrow(),
            Split.parse(split).orElseThrow(),
            subject);

    assertThat(ledger.pending(List.of(known))).isEmpty();
    assertThatThrownBy(() -> ledger.pending(List.of(clip)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("clip_id 'x' has " + message);
  }

  @Test
  void aSegmentIsOfItsClipsFileAndLabel() throws IOException {
    after("a@0-5");
    Clip other = Clip.ofFile("a", "file:/other.mp4");

    assertThatThrownBy(() -> ledger(true, reject -> true).pending(List.of(other)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("clip_id 'a' has file file:/other.mp4 here");
    assertThat(ledger(false, reject -> true).pending(List.of(other))).containsExactly(other);
  }

  @Test
  void ofAClipThatIsKnownOnlyWhatRejectedItIsTriedAgain() throws IOException {
    Clip clip = clip("a");
    after(
        List.of(clip),
        List.of(
            new Reject(clip, "faces", RejectReason.NO_FACE, "", 1, Instant.EPOCH),
            new Reject(clip, "acoustics", RejectReason.TOO_SLOW, "", 1, Instant.EPOCH)));

    assertThat(ledger(false, reject -> reject.reason().passing()).stages(clip))
        .containsExactly("acoustics");
    assertThat(ledger(false, reject -> true).stages(clip))
        .containsExactlyInAnyOrder("faces", "acoustics");
    assertThat(ledger(false, reject -> false).stages(clip)).isEmpty();
    assertThat(ledger(false, reject -> false).stages(clip("new"))).isEqualTo(STAGES);
  }
}
