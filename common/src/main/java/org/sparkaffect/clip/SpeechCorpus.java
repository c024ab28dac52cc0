package org.sparkaffect.clip;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Read speech in LibriSpeech's layout (Panayotov et al. 2015): {@code SPEAKERS.TXT} beside {@code
 * SUBSET/SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac}.
 *
 * @param utterances by path, each with its speaker as the subject
 * @param speakers the sex of each, by id
 */
public record SpeechCorpus(List<Clip> utterances, Map<String, Sex> speakers) {
  private static final String SPEAKERS = "SPEAKERS.TXT";
  private static final int COLUMNS = 5;

  /**
   * Lists a corpus.
   *
   * @param uri of its folder, or a path on the default file system
   * @throws InputException where there is none, no utterance in it, or a speaker is not told of
   */
  public static SpeechCorpus read(String uri, Configuration hadoop) {
    try {
      Path folder = FilePath.resolve(uri, FileSystem.get(hadoop).getWorkingDirectory(), hadoop);
      FileSystem files = FilePath.fileSystem(folder, hadoop);
      Path root = files.makeQualified(folder);
      Map<String, Sex> speakers = speakers(root, files, uri);
      List<Clip> utterances = utterances(ArchiveFile.under(root, files), speakers, uri);
      if (utterances.isEmpty()) {
        throw new InputException(
            uri
                + " has no SUBSET/SPEAKER/CHAPTER/UTTERANCE.flac; name the folder above the"
                + " subsets");
      }
      return new SpeechCorpus(utterances, speakers);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "the corpus %s cannot be read: %s".formatted(uri, e.getMessage()), e);
    }
  }

  private static Map<String, Sex> speakers(Path root, FileSystem files, String uri)
      throws IOException {
    try (Reader text =
        new InputStreamReader(files.open(new Path(root, SPEAKERS)), StandardCharsets.UTF_8)) {
      return speakers(text, uri + "/" + SPEAKERS);
    } catch (FileNotFoundException e) {
      throw new InputException(
          "there is no %s/%s; name the folder of a corpus in LibriSpeech's layout"
              .formatted(uri, SPEAKERS),
          e);
    }
  }

  /**
   * Reads {@code ID | SEX | SUBSET | MINUTES | NAME}; names may have bars in them.
   *
   * @param name of the file, for messages
   */
  static Map<String, Sex> speakers(Reader text, String name) throws IOException {
    Map<String, Sex> speakers = new TreeMap<>();
    Mistakes mistakes = new Mistakes();
    BufferedReader lines = new BufferedReader(text);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith(";")) {
        String[] columns = line.split("\\|", COLUMNS);
        Sex sex = columns.length < 2 ? null : Sex.parse(columns[1].strip()).orElse(null);
        if (sex == null) {
          mistakes.add(name + ":" + number, "must be ID | F or M | ..., not '" + line + "'");
        } else {
          speakers.put(columns[0].strip(), sex);
        }
      }
    }
    mistakes.throwIfAny();
    return speakers;
  }

  private static List<Clip> utterances(
      List<ArchiveFile> media, Map<String, Sex> speakers, String uri) {
    List<Clip> utterances = new ArrayList<>();
    Mistakes mistakes = new Mistakes();
    for (ArchiveFile file : media) {
      String[] steps = file.steps();
      if (steps.length == 4 && file.path().getName().endsWith(".flac")) {
        String speaker = steps[1];
        if (!speakers.containsKey(speaker)) {
          mistakes.add(uri + "/" + file.relative(), SPEAKERS + " has no speaker " + speaker);
        }
        utterances.add(
            new Clip(file.name(), file.path().toString(), null, null, null, null, speaker));
      }
    }
    mistakes.throwIfAny();
    return utterances;
  }
}
