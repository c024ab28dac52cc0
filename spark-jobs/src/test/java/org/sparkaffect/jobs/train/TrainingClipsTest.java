package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;

class TrainingClipsTest {
  @TempDir Path folder;

  private TrainingClips read() throws IOException {
    Configuration hadoop = new Configuration();
    return TrainingClips.read(
        new Workspace(new org.apache.hadoop.fs.Path(folder.toUri()), hadoop),
        new TableReader(hadoop),
        FacesTable.NAME);
  }

  /** Clips that are written as {@code ID:LABEL:SPLIT}, with nothing for what is unknown. */
  private static List<Clip> clips(String all) {
    return Stream.of(all.split(" "))
        .map(clip -> clip.split(":", -1))
        .map(
            parts ->
                MadeUp.clip(
                    parts[0],
                    Emotion.parse(parts[1]).orElse(null),
                    Split.parse(parts[2]).orElse(null)))
        .toList();
  }

  @Test
  void aLimitDrawsTheSameClipsEachTime() throws IOException {
    MadeUp.faces(
        folder,
        clips(
            "a:Sad:train b:Fear:train c:Sad:train d:Fear:train e:Sad:train v:Sad:val w:Fear:val"));

    TrainingClips limited = read().limit(3, 1);

    assertThat(limited.train()).hasSize(3).isSubsetOf(read().train());
    assertThat(limited.train()).extracting(TrainingClip::id).isSorted();
    assertThat(limited.val()).hasSize(2);
    assertThat(read().limit(3, 1)).isEqualTo(limited);
    assertThat(IntStream.range(2, 12).mapToObj(seed -> read(seed).train()).distinct().count())
        .isGreaterThan(1);
  }

  private TrainingClips read(long seed) {
    try {
      return read().limit(3, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesLabelledClipsOfBothSplitsInTheOrderOfTheirIds() throws IOException {
    MadeUp.faces(
        folder,
        clips("d:Sad:train a:Happy:train x:Happy:test n::train s:Sad: v:Sad:val b:Fear:val"));

    TrainingClips clips = read();

    assertThat(clips.train()).extracting(TrainingClip::id).containsExactly("a", "d");
    assertThat(clips.val()).extracting(TrainingClip::id).containsExactly("b", "v");
    assertThat(clips.train().get(0).clip().label()).isEqualTo(Emotion.HAPPY);
    assertThat(clips.all()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a::train b::train v:Sad:val w:Fear:val         | the split train has no labelled clip",
        "a:Sad:train b:Fear:train v::val w:Sad:test     | the split val has no labelled clip",
        "a:Sad:train b:Sad:train v:Sad:val w:Fear:val   | the split train has clips of one emotion alone, Sad,",
        "a:Sad:train b:Fear:train v:Fear:val w:Fear:val | the split val has clips of one emotion alone, Fear,",
      })
  void refusesASplitThatNothingCanBeLearntFrom(String clips, String what) throws IOException {
    MadeUp.faces(folder, clips(clips));

    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s in the table faces; a network needs clips of at least two emotions there", what);
  }

  @Test
  void refusesAWorkspaceWithoutTheTable() {
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessage("the workspace has no table faces; run affect extract first");
  }
}
