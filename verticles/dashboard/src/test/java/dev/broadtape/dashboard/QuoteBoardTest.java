package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteBoardTest {
    private final Tape tape = new Tape();
    private final QuoteBoard board = new QuoteBoard();

    @Test
    void tellsTheLastTickOfEachSymbolAndCountsTheOthers() {
        board.hear(tape.frame("AAPL", "MSFT", "AAPL", "AAPL"));

        QuoteBoard.Taken taken = board.take();
        assertThat(taken.ticks()).isEqualTo(4);
        assertThat(taken.conflated()).isEqualTo(2);
        assertThat(taken.quotes())
                .extracting(
                        quote -> quote.last().symbol(), quote -> quote.last().sequence())
                .containsExactlyInAnyOrder(tuple("AAPL", 4L), tuple("MSFT", 2L));
    }

    @Test
    void tellsOnlyWhatChangedSinceTheLastTake() {
        board.hear(tape.frame("AAPL", "MSFT"));
        board.take();
        board.hear(tape.frame("MSFT"));

        assertThat(board.take().quotes())
                .extracting(quote -> quote.last().symbol())
                .containsExactly("MSFT");
        assertThat(board.take()).isEqualTo(new QuoteBoard.Taken(0, 0, List.of()));
        assertThat(board.quotes()).hasSize(2);
    }

    @Test
    void takesATickOnlyOnce() {
        TickFrame frame = tape.frame("AAPL", "AAPL");
        board.hear(frame);
        board.take();
        board.hear(frame);

        QuoteBoard.Taken taken = board.take();
        assertThat(taken.quotes()).isEmpty();
        assertThat(taken.conflated()).isEqualTo(2);
        assertThat(board.repeated()).isEqualTo(2);
        assertThat(board.quotes()).extracting(Quote::volume).containsExactly(20L);
    }

    @Test
    void refusesAndCountsTicksOfTooManySymbols() {
        for (int i = 0; i < QuoteBoard.MAX_SYMBOLS; i++) {
            board.hear(tape.frame("S" + i));
        }
        board.hear(tape.frame("ONE.MORE", "S1"));

        assertThat(board.quotes()).hasSize(QuoteBoard.MAX_SYMBOLS);
        assertThat(board.refused()).isEqualTo(1);
        QuoteBoard.Taken taken = board.take();
        assertThat(taken.quotes()).hasSize(QuoteBoard.MAX_SYMBOLS);
        assertThat(taken.ticks()).isEqualTo(QuoteBoard.MAX_SYMBOLS + 2);
        assertThat(taken.conflated()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void losesNoTickAndNoShareHoweverTheFramesFall(long seed) {
        var random = new Random(seed);
        Map<String, Tick> newest = new HashMap<>();
        Map<String, Long> shares = new HashMap<>();
        Map<String, Quote> told = new HashMap<>();
        long sent = 0;
        long heard = 0;
        for (int round = 0; round < 200; round++) {
            for (int frames = random.nextInt(4); frames > 0; frames--) {
                TickFrame frame = randomFrame(random, sent + 1);
                sent += frame.ticks().size();
                frame.ticks().forEach(tick -> newest.put(tick.symbol(), tick));
                frame.ticks().forEach(tick -> shares.merge(tick.symbol(), tick.size(), Long::sum));
                board.hear(frame);
            }
            QuoteBoard.Taken taken = board.take();
            heard += taken.ticks();
            assertThat(taken.ticks())
                    .isEqualTo(taken.conflated() + taken.quotes().size());
            taken.quotes().forEach(quote -> told.put(quote.last().symbol(), quote));
            assertThat(heard).isEqualTo(sent);
            assertThat(told.keySet()).isEqualTo(newest.keySet());
            told.forEach((symbol, quote) -> assertThat(quote.last()).isEqualTo(newest.get(symbol)));
            told.forEach((symbol, quote) -> assertThat(quote.volume()).isEqualTo(shares.get(symbol)));
        }
    }

    private TickFrame randomFrame(Random random, long firstSequence) {
        var ticks = new ArrayList<Tick>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            long sequence = firstSequence + ticks.size();
            ticks.add(Tape.tick(
                    sequence,
                    "S" + random.nextInt(6),
                    Tape.OPEN_MICROS + sequence,
                    random.nextLong(1, 9_000_000),
                    random.nextLong(1, 500)));
        }
        return tape.frame(firstSequence, ticks);
    }
}
