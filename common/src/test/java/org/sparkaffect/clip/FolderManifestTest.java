package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.emotion.Emotion;

class FolderManifestTest {
  @TempDir private Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(folder);
  }

  private List<String> ids(Layout layout) {
    return archive.read(layout).stream().map(Clip::id).toList();
  }

  @Test
  void flatTakesEveryMediaFileByPath() throws IOException {
    archive.with(
        "b.MP4",
        "a/z.wav",
        "a/deep/er/x.y.mkv",
        "B.opus",
        "notes.txt",
        "clips.csv",
        "mp4",
        "a/z.wav.part",
        ".hidden.mp4",
        "_tmp/c.mp4",
        "a/.cache/d.mp4",
        "a/_e.mp4");

    assertThat(archive.read(null))
        .containsExactly(
            Clip.ofFile("B", archive.uri("B.opus")),
            Clip.ofFile("a/deep/er/x.y", archive.uri("a/deep/er/x.y.mkv")),
            Clip.ofFile("a/z", archive.uri("a/z.wav")),
            Clip.ofFile("b", archive.uri("b.MP4")));
  }

  @Test
  void everyExtensionOfMediaIsTaken() throws IOException {
    String extensions =
        "3gp aac asf avi flac flv m2ts m4a m4v mkv mov mp3 mp4 mpeg mpg mts mxf ogg ogv opus ts vob"
            + " wav webm wmv";
    for (String extension : extensions.split(" ")) {
      archive.with(extension + "." + extension);
    }

    assertThat(ids(Layout.FLAT)).containsExactly(extensions.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a.mp4 a.avi b.mp4,     a.avi a.mp4 b",
    "a.mp4 x/a.mp4,         a x/a",
    "a.mp4 a.MP4,           a.MP4 a.mp4",
    "a.mp4.wav a.mp4 a.avi, a.avi a.mp4 a.mp4.wav",
    "a.mp4.wav a.mp4,       a a.mp4.wav",
  })
  void idsKeepTheExtensionWhereNothingElseTellsThemApart(String files, String ids)
      throws IOException {
    archive.with(files.split(" "));

    assertThat(ids(Layout.FLAT)).containsExactly(ids.split(" "));
  }

  @Test
  void afewTakesSplitAndLabelFromFolders() throws IOException {
    archive.with(
        "Train_AFEW/Angry/000046280.avi",
        "Train_AFEW/Surprise/000046281.avi",
        "Val_AFEW/sad/000046282.avi",
        "Test_2017/000046283.avi",
        "Test_2017/part 1/000046284.avi",
        "test/Fear/000046285.avi",
        "trailer.avi");

    assertThat(archive.read(null))
        .extracting(Clip::id, Clip::label, Clip::split, Clip::subject)
        .containsExactly(
            tuple("Test_2017/000046283", null, Split.TEST, null),
            tuple("Test_2017/part 1/000046284", null, Split.TEST, null),
            tuple("Train_AFEW/Angry/000046280", Emotion.ANGRY, Split.TRAIN, null),
            tuple("Train_AFEW/Surprise/000046281", Emotion.SURPRISE, Split.TRAIN, null),
            tuple("Val_AFEW/sad/000046282", Emotion.SAD, Split.VAL, null),
            tuple("test/Fear/000046285", Emotion.FEAR, Split.TEST, null));
  }

  @Test
  void afewNeedsAnEmotionOfWhatItTrainsOn() throws IOException {
    archive.with(
        "Train/Sad/1.avi", "Train/Angy/2.avi", "Train/Angy/3.avi", "Val/4.avi", "Test/5.avi");

    assertThatThrownBy(() -> archive.read(null))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            folder + "/Train/Angy: layout afew takes only emotions' folders here",
            folder + "/Val/4.avi: layout afew takes only emotions' folders here",
            "--layout flat")
        .message()
        .hasLineCount(2);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "01, NEUTRAL", "02, NEUTRAL", "03, HAPPY", "04, SAD",
    "05, ANGRY", "06, FEAR", "07, DISGUST", "08, SURPRISE",
  })
  void ravdessNamesTheEmotionByCode(String code, Emotion label) throws IOException {
    archive.with("Actor_01/01-01-" + code + "-02-01-02-01.mp4");

    assertThat(archive.read(null))
        .containsExactly(
            new Clip(
                "Actor_01/01-01-" + code + "-02-01-02-01",
                archive.uri("Actor_01/01-01-" + code + "-02-01-02-01.mp4"),
                null,
                null,
                label,
                Split.VAL,
                "actor_01"));
  }

  @ParameterizedTest(name = "of {0}")
  @CsvSource({
    // both picture and sound, once, where there is any
    "01-01-03-01-01-01-02.mp4 02-01-03-01-01-01-02.mp4 03-01-03-01-01-01-02.wav"
        + " 03-02-04-01-01-01-01.wav, 01-01-03-01-01-01-02",
    // else sound
    "02-01-03-01-01-01-02.mp4 03-01-03-01-01-01-02.wav, 03-01-03-01-01-01-02",
    // the same recording in two folders
    "a/03-01-03-01-01-01-02.wav b/a/03-01-03-01-01-01-02.wav, a/03-01-03-01-01-01-02",
    // no such emotion, no such name
    "01-01-09-01-01-01-02.mp4 01-01-00-01-01-01-02.mp4 intro.mp4 01-01-08-01-01-01-02.mp4,"
        + " 01-01-08-01-01-01-02",
  })
  void ravdessTakesEachRecordingOnce(String files, String ids) throws IOException {
    archive.with(files.split(" "));

    assertThat(ids(Layout.RAVDESS)).containsExactly(ids.split(" "));
  }

  @Test
  void cremaDNamesActorAndEmotion() throws IOException {
    archive.with(
        "VideoFlash/1001_DFA_ANG_XX.flv",
        "AudioWAV/1001_DFA_ANG_XX.wav",
        "AudioMP3/1001_DFA_ANG_XX.mp3",
        "AudioMP3/1002_IEO_DIS_HI.mp3",
        "AudioWAV/1002_IEO_DIS_HI.wav",
        "VideoFlash/1002_IEO_FEA_LO.flv",
        "VideoFlash/1001_IEO_HAP_MD.flv",
        "VideoFlash/1001_IEO_NEU_XX.flv",
        "VideoFlash/1001_IEO_SAD_X.flv",
        "VideoFlash/1001_IEO_JOY_XX.flv",
        "intro.flv");

    assertThat(archive.read(null))
        .extracting(Clip::id, Clip::label, Clip::split, Clip::subject)
        .containsExactly(
            tuple("AudioWAV/1002_IEO_DIS_HI", Emotion.DISGUST, Split.TEST, "1002"),
            tuple("VideoFlash/1001_DFA_ANG_XX", Emotion.ANGRY, Split.TRAIN, "1001"),
            tuple("VideoFlash/1001_IEO_HAP_MD", Emotion.HAPPY, Split.TRAIN, "1001"),
            tuple("VideoFlash/1001_IEO_NEU_XX", Emotion.NEUTRAL, Split.TRAIN, "1001"),
            tuple("VideoFlash/1001_IEO_SAD_X", Emotion.SAD, Split.TRAIN, "1001"),
            tuple("VideoFlash/1002_IEO_FEA_LO", Emotion.FEAR, Split.TEST, "1002"));
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource({
    "Train/Sad/1.avi Val/Sad/2.avi,                           AFEW",
    "TRAIN_AFEW/sad/1.avi,                                    AFEW",
    "validation/anger/1.avi test/1.avi,                       AFEW",
    "Train/1.avi Val/2.avi Test/3.avi,                        FLAT",
    "Sad/Train/1.avi Sad/Val/1.avi,                           FLAT",
    "Train/Sad/1.avi news/1.avi news/2.avi,                   FLAT",
    "Train,                                                   FLAT",
    "01-02-03-04-05-06-07.mp4 intro.mp4 02-02-03-04-05-06-07.mp4, RAVDESS",
    "01-02-03-04-05-06.mp4,                                   FLAT",
    "01-02-03-04-05-06-07-08.mp4,                             FLAT",
    "1001_DFA_ANG_XX.flv,                                     CREMA_D",
    "1001_DFA_ANG_XX.flv a.flv,                               FLAT",
    "1001_DFA_ANGRY_XX.flv,                                   FLAT",
  })
  void theLayoutIsThatOfMostFiles(String files, Layout layout) {
    List<ArchiveFile> media =
        List.of(files.split(" ")).stream()
            .map(file -> new ArchiveFile(file, new org.apache.hadoop.fs.Path("file:/a", file)))
            .toList();

    assertThat(new FolderManifest("a", media).guess()).isEqualTo(layout);
  }

  @Test
  void aFolderOfNoClipIsRefused() throws IOException {
    assertThatThrownBy(() -> archive.read(null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder + " lists no clip; put media files there");

    archive.with("a.mp4");
    assertThatThrownBy(() -> archive.read(Layout.CREMA_D))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none of its 1 media files is named as in layout crema-d");
  }
}
