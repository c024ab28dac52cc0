package org.sparkaffect.clip;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.emotion.Emotion;

/** Reads clips off the folders and names of an archive's media files. */
final class FolderManifest {
  private static final Logger LOG = LoggerFactory.getLogger(FolderManifest.class);

  private static final String RAVDESS = "-\\d\\d-(?<emotion>0[1-8])(-\\d\\d){3}-(?<actor>\\d\\d)";
  private static final Pattern RAVDESS_ANY = Pattern.compile("\\d\\d" + RAVDESS);
  private static final Pattern RAVDESS_BOTH = Pattern.compile("01" + RAVDESS);
  private static final Pattern RAVDESS_SOUND = Pattern.compile("03" + RAVDESS);

  /** By code from 01: neutral, calm, happy, sad, angry, fearful, disgust, surprised. */
  private static final List<Emotion> RAVDESS_EMOTIONS =
      List.of(
          Emotion.NEUTRAL,
          Emotion.NEUTRAL,
          Emotion.HAPPY,
          Emotion.SAD,
          Emotion.ANGRY,
          Emotion.FEAR,
          Emotion.DISGUST,
          Emotion.SURPRISE);

  private static final Pattern CREMA_D =
      Pattern.compile("(?<actor>\\d{4})_[A-Z]{3}_(?<emotion>ANG|DIS|FEA|HAP|NEU|SAD)_[A-Z]{1,2}");

  private final String name;
  private final List<ArchiveFile> files;
  private final Set<String> paths;
  private final Map<String, Long> stems;

  /**
   * @param name the folder, as its user knows it
   * @param files the media files under it
   */
  FolderManifest(String name, List<ArchiveFile> files) {
    this.name = name;
    this.files = files;
    paths = files.stream().map(ArchiveFile::relative).collect(Collectors.toSet());
    stems = files.stream().collect(groupingBy(FolderManifest::stem, counting()));
  }

  /** The layout that most of the files follow. */
  Layout guess() {
    boolean labels = files.stream().anyMatch(file -> split(file).isPresent() && hasLabel(file));
    if (labels && most(file -> split(file).isPresent())) {
      return Layout.AFEW;
    }
    if (most(file -> RAVDESS_ANY.matcher(file.name()).matches())) {
      return Layout.RAVDESS;
    }
    return most(file -> CREMA_D.matcher(file.name()).matches()) ? Layout.CREMA_D : Layout.FLAT;
  }

  /**
   * The clips, by path.
   *
   * @param rule deals the subjects of the layouts that have subjects, but no splits
   */
  List<Clip> clips(Layout layout, SplitRule rule) {
    List<Clip> clips =
        switch (layout) {
          case AFEW -> afew();
          case RAVDESS -> ravdess(rule);
          case CREMA_D -> recordings(CREMA_D, code -> Emotion.parse(code).orElseThrow(), "", rule);
          default -> files.stream().map(file -> clip(file, null, null, null)).toList();
        };
    if (clips.size() < files.size()) {
      LOG.warn(
          "{}: {} of {} media files are left out; layout {} has no such names, or takes another"
              + " copy of the recording",
          name,
          files.size() - clips.size(),
          files.size(),
          layout.label());
    }
    return clips;
  }

  private List<Clip> afew() {
    List<Clip> clips = new ArrayList<>();
    Set<String> misplaced = new LinkedHashSet<>();
    for (ArchiveFile file : files) {
      Optional<Split> split = split(file);
      if (split.isPresent() && split.get() != Split.TEST && !hasLabel(file)) {
        misplaced.add(file.steps()[0] + "/" + file.steps()[1]);
      }
      split.ifPresent(known -> clips.add(clip(file, label(file).orElse(null), known, null)));
    }
    Mistakes mistakes = new Mistakes();
    for (String path : misplaced) {
      mistakes.add(
          name + "/" + path,
          "layout afew takes only emotions' folders here, such as Angry; rename or move it, or take"
              + " --layout flat");
    }
    mistakes.throwIfAny();
    return clips;
  }

  private List<Clip> ravdess(SplitRule rule) {
    Function<String, Emotion> codes = code -> RAVDESS_EMOTIONS.get(Integer.parseInt(code) - 1);
    List<Clip> both = recordings(RAVDESS_BOTH, codes, "actor_", rule);
    return both.isEmpty() ? recordings(RAVDESS_SOUND, codes, "actor_", rule) : both;
  }

  /** One clip for each name: archives hold one recording in several formats and folders. */
  private List<Clip> recordings(
      Pattern names, Function<String, Emotion> codes, String actor, SplitRule rule) {
    Set<String> seen = new HashSet<>();
    Stream<ArchiveFile> best =
        files.stream().sorted(ArchiveFile.BEST_FIRST).filter(file -> seen.add(file.name()));
    List<Clip> clips = new ArrayList<>();
    best.sorted(Comparator.comparing(ArchiveFile::relative))
        .forEach(
            file -> {
              Matcher parts = names.matcher(file.name());
              if (parts.matches()) {
                String subject = actor + parts.group("actor");
                Emotion label = codes.apply(parts.group("emotion"));
                clips.add(clip(file, label, rule.of(subject), subject));
              }
            });
    return clips;
  }

  /**
   * Names a clip by its path, with the extension where the path is not the file's alone without.
   */
  private Clip clip(ArchiveFile file, Emotion label, Split split, String subject) {
    String stem = stem(file);
    boolean own = stems.get(stem) == 1 && !paths.contains(stem);
    String id = own ? stem : file.relative();
    return new Clip(id, file.path().toString(), null, null, label, split, subject);
  }

  private boolean most(Predicate<ArchiveFile> follows) {
    return files.stream().filter(follows).count() * 2 > files.size();
  }

  private static String stem(ArchiveFile file) {
    return FilePath.stem(file.relative());
  }

  /** The split whose name begins the first folder's, as in {@code Train_AFEW}. */
  private static Optional<Split> split(ArchiveFile file) {
    String[] steps = file.steps();
    String first = steps[0].toLowerCase(Locale.ROOT);
    return Stream.of(Split.values())
        .filter(split -> steps.length > 1 && first.startsWith(split.label()))
        .findFirst();
  }

  private static boolean hasLabel(ArchiveFile file) {
    return label(file).isPresent();
  }

  private static Optional<Emotion> label(ArchiveFile file) {
    String[] steps = file.steps();
    return steps.length > 2 ? Emotion.parse(steps[1]) : Optional.empty();
  }
}
