package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechCorpusTest {
  private static final String SPEAKERS =
      """
      ;ID  |SEX| SUBSET           |MINUTES| NAME
      60   | M | train-clean-100  | 20.18 | |CBW|Simon

      87   | F | train-clean-100  | 25.10 | Rosalind | Wills
      103  | F | test-other       |  8.10 |
      """;

  @TempDir Path folder;

  private SpeechCorpus read() {
    return SpeechCorpus.read(folder.toString(), new Configuration());
  }

  private void utterance(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "sound");
  }

  /** Some of LibriSpeech's readers have bars in their names. */
  @Test
  void linesAreSplitAtTheirFirstFourBars() throws IOException {
    assertThat(SpeechCorpus.speakers(new StringReader(SPEAKERS), "SPEAKERS.TXT"))
        .isEqualTo(Map.of("60", Sex.MALE, "87", Sex.FEMALE, "103", Sex.FEMALE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"60 | X | a | 1 | b", "60", "60 || a | 1 | b", "60 | f | a | 1 | b"})
  void namesALineWithoutASex(String line) {
    assertThatThrownBy(
            () -> SpeechCorpus.speakers(new StringReader("; |\n" + line), "c/SPEAKERS.TXT"))
        .isInstanceOf(InputException.class)
        .hasMessage("c/SPEAKERS.TXT:2: must be ID | F or M | ..., not '" + line + "'");
  }

  @Test
  void utterancesAreTheFlacFilesOfSpeakersChapters() throws IOException {
    Files.writeString(folder.resolve("SPEAKERS.TXT"), SPEAKERS);
    utterance("train-clean-100/60/121082/60-121082-0000.flac");
    utterance("train-clean-100/60/121082/60-121082.trans.txt");
    utterance("test-other/87/1/87-1-0003.flac");
    utterance("test-other/87/87-1-0004.flac");
    utterance("test-other/87/1/87-1-0005.wav");

    assertThat(read().utterances())
        .containsExactly(
            new Clip(
                "87-1-0003",
                "file:" + folder + "/test-other/87/1/87-1-0003.flac",
                null,
                null,
                null,
                null,
                "87"),
            new Clip(
                "60-121082-0000",
                "file:" + folder + "/train-clean-100/60/121082/60-121082-0000.flac",
                null,
                null,
                null,
                null,
                "60"));
  }

  @Test
  void saysWhatACorpusLacks() throws IOException {
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "there is no %s/SPEAKERS.TXT; name the folder of a corpus in LibriSpeech's layout",
            folder);
    Files.writeString(folder.resolve("SPEAKERS.TXT"), SPEAKERS);
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s has no SUBSET/SPEAKER/CHAPTER/UTTERANCE.flac; name the folder above the subsets",
            folder);
    utterance("dev/61/1/61-1-0000.flac");
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessage("%s/dev/61/1/61-1-0000.flac: SPEAKERS.TXT has no speaker 61", folder);
  }
}
