package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparkaffect.jobs.train.Deck.Card;

class DeckTest {
  private static final int CLIPS = 50;

  private static List<Integer> epoch(Deck deck, long epoch) {
    return LongStream.range(epoch * CLIPS, (epoch + 1) * CLIPS)
        .mapToObj(deck::at)
        .peek(card -> assertThat(card.epoch()).isEqualTo(epoch))
        .map(Card::clip)
        .toList();
  }

  @Test
  void everyClipHasItsTurnOnceAnEpoch() {
    Deck deck = new Deck(CLIPS, 42);

    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(epoch(deck, epoch))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CLIPS).boxed().toList());
    }
  }

  @Test
  void theOrderIsAnotherForEachEpochAndSeedAndTheSameForWhoeverAsks() {
    Deck deck = new Deck(CLIPS, 42);
    List<Integer> second = epoch(deck, 1);

    assertThat(epoch(deck, 0)).isNotEqualTo(second);
    assertThat(epoch(deck, 1)).isEqualTo(second);
    assertThat(epoch(new Deck(CLIPS, 42), 1)).isEqualTo(second);
    assertThat(epoch(new Deck(CLIPS, 43), 1)).isNotEqualTo(second);
  }

  @Test
  void minibatchesRunOverTheEndOfAnEpochAndAreAlwaysFull() {
    Deck deck = new Deck(3, 42);

    List<String> minibatches = deck.minibatches(1, 4, 2);

    assertThat(minibatches).hasSize(4);
    assertThat(minibatches.stream().flatMap(names -> Stream.of(names.split(","))).map(Card::parse))
        .containsExactlyElementsOf(LongStream.range(1, 9).mapToObj(deck::at).toList())
        .extracting(Card::epoch)
        .containsExactly(0L, 0L, 1L, 1L, 1L, 2L, 2L, 2L);
  }

  @Test
  void aCardIsReadFromItsName() {
    Card card = new Card(12_345_678_901L, 67);

    assertThat(Card.parse(card.toString())).isEqualTo(card);
  }
}
