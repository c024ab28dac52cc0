package org.sparkaffect.jobs.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.RejectsTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** Which clips a workspace has, and which of them gave nothing. */
public final class Ledger {
  /** What {@link Clip#segment} makes of an id. */
  private static final Pattern SEGMENT = Pattern.compile("(?<clip>.+)@\\d+-\\d+");

  private final Scope scope;
  private final Map<String, Clip> clips = new HashMap<>();
  private final Map<String, List<Clip>> segments = new HashMap<>();
  private final Map<String, List<Reject>> rejects = new HashMap<>();

  private Ledger(Scope scope) {
    this.scope = scope;
  }

  /** Reads the tables of a workspace. */
  public static Ledger read(Workspace workspace, TableReader reader, Scope scope)
      throws WorkspaceException {
    Ledger ledger = new Ledger(scope);
    for (Path part : workspace.parts(ClipsTable.NAME)) {
      for (Clip clip : reader.rows(part, ClipsTable::read)) {
        ledger.clips.put(clip.id(), clip);
        Matcher segment = SEGMENT.matcher(clip.id());
        if (segment.matches()) {
          ledger.segments.computeIfAbsent(segment.group("clip"), id -> new ArrayList<>()).add(clip);
        }
      }
    }
    for (Path part : workspace.parts(RejectsTable.NAME)) {
      for (Reject reject : reader.rows(part, RejectsTable::read)) {
        ledger.rejects.computeIfAbsent(reject.clip().id(), id -> new ArrayList<>()).add(reject);
      }
    }
    return ledger;
  }

  boolean has(String clipId) {
    return clips.containsKey(clipId);
  }

  /** How often a stage rejected a clip. */
  int attempts(String clipId, String stage) {
    return rejects.getOrDefault(clipId, List.of()).stream()
        .filter(reject -> reject.stage().equals(stage))
        .mapToInt(Reject::attempts)
        .max()
        .orElse(0);
  }

  /** How many clips took a process down and are not tried again, of each file with any. */
  Map<String, Integer> crashes() {
    Map<String, Integer> crashes = new HashMap<>();
    for (List<Reject> ofClip : rejects.values()) {
      ofClip.stream()
          .filter(reject -> reject.reason() == RejectReason.DECODER_CRASHED)
          .filter(reject -> !scope.again().test(reject))
          .findFirst()
          .ifPresent(reject -> crashes.merge(reject.clip().uri(), 1, Integer::sum));
    }
    return crashes;
  }

  /** What is to be tried with a clip: all, or what rejected it and is to be tried again. */
  public List<String> stages(Clip clip) {
    return has(clip.id())
        ? rejects(clip).stream().filter(scope.again()).map(Reject::stage).toList()
        : scope.stages();
  }

  private List<Reject> rejects(Clip clip) {
    return rejects.getOrDefault(clip.id(), List.of()).stream()
        .filter(reject -> scope.stages().contains(reject.stage()))
        .toList();
  }

  /**
   * The clips that are to be taken in hand: those that the workspace does not have, and those that
   * it has as rejected and to be tried again.
   *
   * @throws InputException if it has one of them from another file, or with another label
   */
  public List<Clip> pending(List<Clip> manifest) {
    Set<Clip> pending = new LinkedHashSet<>(); // a manifest may name a clip and its segments
    for (Clip clip : manifest) {
      List<Clip> known = known(clip);
      if (known.isEmpty()) {
        pending.add(clip);
      }
      for (Clip each : known) {
        requireSame(clip, each);
        if (!stages(each).isEmpty()) {
          pending.add(each);
        }
      }
    }
    return List.copyOf(pending);
  }

  /** What the clips of a manifest came to, in whatever runs. */
  public Summary summary(List<Clip> manifest) {
    Summary summary = new Summary(scope.stages());
    for (Clip clip : manifest) {
      List<Clip> known = known(clip);
      summary.add(known, known.stream().flatMap(each -> rejects(each).stream()).toList(), 0);
    }
    return summary;
  }

  private List<Clip> known(Clip clip) {
    return Optional.ofNullable(clips.get(clip.id()))
        .map(List::of)
        .orElseGet(() -> scope.cut() ? segments.getOrDefault(clip.id(), List.of()) : List.of());
  }

  private static void requireSame(Clip clip, Clip known) {
    requireSame(clip, known, "file", Clip::uri);
    requireSame(clip, known, "label", each -> each.label() == null ? null : each.label().label());
    requireSame(clip, known, "split", each -> each.split() == null ? null : each.split().label());
    requireSame(clip, known, "subject", Clip::subject);
    if (clip.id().equals(known.id())) {
      requireSame(clip, known, "start_ms", Clip::startMs);
      requireSame(clip, known, "end_ms", Clip::endMs);
    }
  }

  private static void requireSame(
      Clip clip, Clip known, String what, Function<Clip, Object> value) {
    Object here = value.apply(clip);
    Object there = value.apply(known);
    if (!Objects.equals(here, there)) {
      throw new InputException(
          "clip_id '%s' has %s %s here and %s in the workspace; give one of them another id, or use another workspace"
              .formatted(clip.id(), what, shown(here), shown(there)));
    }
  }

  private static String shown(Object value) {
    return value == null ? "none" : value.toString();
  }
}
