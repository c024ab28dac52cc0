package org.sparkaffect.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.Sex;

/** The classifiers of speakers' sex that come with the library. */
class GenderNetworkTest {
  /** Speakers of LibriSpeech with whom they were validated, and not trained. */
  @ParameterizedTest
  @CsvSource({
    "839/130898/839-130898-0000, MALE",
    "7278/104730/7278-104730-0000, MALE",
    "2764/36616/2764-36616-0000, FEMALE",
    "4137/11701/4137-11701-0000, FEMALE",
  })
  void knowsTheSexOfSpeakersItDidNotHear(String utterance, Sex sex) throws RejectedException {
    Voice voice = Speech.voice("train-clean-100/" + utterance + ".flac");

    for (VoiceNetwork network : VoiceNetwork.values()) {
      GenderNetwork shipped = GenderNetwork.shipped(network);
      INDArray of = shipped.graph().outputSingle(new VoiceInput(network, 20).of(voice));
      assertThat(of.argMax(1).getInt(0)).as(network.name()).isEqualTo(sex.ordinal());
    }
  }

  private static GenderNetwork read(VoiceNetwork network, byte[] file) {
    return GenderNetwork.read(network, new ByteArrayInputStream(file), "x.zip");
  }

  @Test
  void refusesAFileOfSomethingElse() throws IOException {
    GenderNetwork shipped = GenderNetwork.shipped(VoiceNetwork.DNN);
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    GraphFile.write(
        shipped.graph(),
        false,
        Map.of("affect.json", "{\"network\": \"gender-dnn\"}".getBytes(UTF_8)),
        other);

    assertThatThrownBy(() -> read(VoiceNetwork.LSTM, other.toByteArray()))
        .isInstanceOf(InputException.class)
        .hasMessage("x.zip holds gender-dnn, not the gender-lstm that audio-lstm begins with");
    for (byte[] broken : List.of(other.toByteArray(), new byte[0], "no zip".getBytes(UTF_8))) {
      assertThatThrownBy(() -> read(VoiceNetwork.DNN, broken))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("x.zip is no model of affect pretrain-audio, or broken: ");
    }
  }
}
