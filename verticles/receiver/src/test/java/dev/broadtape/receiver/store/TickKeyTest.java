package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.Frames;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TickKeyTest {
    @Property
    void isACursorAndBack(
            @ForAll long timeMicros,
            @ForAll long runHigh,
            @ForAll long runLow,
            @ForAll long sequence,
            @ForAll @StringLength(min = 1, max = 12) @Chars({'A', 'Z', '9', '.', '^', '-'}) String symbol) {
        var key = new TickKey(timeMicros, new UUID(runHigh, runLow), sequence, symbol);

        assertThat(key.cursor()).matches(TickKey.CURSOR);
        assertThat(TickKey.ofCursor(key.cursor())).isEqualTo(key);
    }

    @Property
    void readsAnyTextThatLooksLikeACursor(
            @ForAll @StringLength(44) @Chars({'A', 'z', '0', '_', '-'}) String head,
            @ForAll @StringLength(max = 15) @Chars({'A', 'z', '0', '_', '-'}) String tail) {
        String text = head + tail;

        assertThat(text.matches(TickKey.CURSOR)).isEqualTo(text.length() % 4 != 1);
        if (text.matches(TickKey.CURSOR)) {
            assertThat(TickKey.ofCursor(text).symbol()).hasSizeBetween(1, 12);
        }
    }

    @Property
    void comparesRunsAsTheirBytes(@ForAll long a, @ForAll long b) {
        Tick one = Frames.tick(new UUID(a, b), 0, 4);
        Tick other = Frames.tick(new UUID(b, a), 0, 4);

        assertThat(Integer.signum(TickKey.of(one).compareTo(TickKey.of(other))))
                .isEqualTo(Integer.signum(java.util.Arrays.compareUnsigned(TickRow.key(one), TickRow.key(other))));
    }

    @Test
    void tellsSymbolsOfOneTimeAndSequenceApart() {
        var one = new TickKey(1, new UUID(1, 1), 1, "A");
        var other = new TickKey(1, new UUID(1, 1), 1, "B");

        assertThat(one).isLessThan(other);
    }
}
