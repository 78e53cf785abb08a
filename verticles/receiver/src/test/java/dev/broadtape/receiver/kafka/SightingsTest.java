package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.ReceiverLedger.Seen;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private final Sightings sightings = new Sightings();

    @Test
    void seesEachTickOfEachRunOnce() {
        see(1, 1, 2, 3);
        see(2, 1, 2);
        see(1, 4, 5);

        assertThat(sightings.seen()).isEqualTo(Map.of(run(1), new Seen(5, 0, 0), run(2), new Seen(2, 0, 0)));
    }

    @Test
    void countsGapsAndRepetitions() {
        see(1, 2, 3, 3, 7, 5, 8);

        assertThat(sightings.seen()).isEqualTo(Map.of(run(1), new Seen(8, 4, 2)));
    }

    @Test
    void takesTheFirstItSeesForGrantedInTheMiddleOfARun() {
        sightings.see(headers(run(1).toString(), "501"), false);
        sightings.see(headers(run(1).toString(), "503"), false);

        assertThat(sightings.seen()).isEqualTo(Map.of(run(1), new Seen(503, 1, 0)));
    }

    @Test
    void missesARunThatHasAPositionAndNoTick() {
        see(1, 1, 2);
        sightings.require(Map.of(run(1), 2L, run(2), 4L), true);

        assertThat(sightings.seen()).isEqualTo(Map.of(run(1), new Seen(2, 0, 0), run(2), new Seen(4, 4, 0)));
    }

    @Test
    void takesTheWordOfAPositionWhoseTicksLieTooFarBack() {
        see(2, 1, 2);
        sightings.require(Map.of(run(1), 900L, run(2), 2L), false);
        see(1, 901, 903);

        assertThat(sightings.seen()).containsEntry(run(1), new Seen(903, 1, 0));
    }

    @Test
    void findsTooMuchWhatLiesBeyondAPosition() {
        see(1, 1, 2, 3, 4, 5);
        see(2, 1, 2, 3);

        assertThat(sightings.beyond(Map.of(run(1), 5L))).isFalse();
        assertThat(sightings.beyond(Map.of(run(1), 3L))).isTrue();
        sightings.cap(Map.of(run(1), 3L));
        see(1, 4, 5);

        assertThat(sightings.seen()).isEqualTo(Map.of(run(1), new Seen(5, 0, 2), run(2), new Seen(3, 0, 0)));
    }

    @Test
    void keepsTheLatestRuns() {
        for (int i = 1; i <= 6; i++) {
            see(i, 1);
        }
        see(1, 2);
        sightings.require(Map.of(run(2), 7L, run(6), 1L), false);
        see(6, 2);

        assertThat(sightings.seen()).containsOnlyKeys(run(3), run(4), run(5), run(6));
        assertThat(sightings.seen()).containsEntry(run(6), new Seen(2, 0, 0));
    }

    @Test
    void passesOverWhatIsNobodysTick() {
        sightings.see(new RecordHeaders(), true);
        sightings.see(headers("no id", "1"), true);
        sightings.see(headers(run(1).toString(), "1x"), true);
        sightings.see(headers(run(1).toString(), "0"), true);
        sightings.see(headers(run(1).toString(), "9".repeat(40)), true);
        sightings.see(new RecordHeaders().add("sequence", ascii("1")), true);

        assertThat(sightings.seen()).isEmpty();
    }

    private void see(int run, long... sequences) {
        for (long sequence : sequences) {
            sightings.see(headers(run(run).toString(), Long.toString(sequence)), true);
        }
    }

    private static RecordHeaders headers(String run, String sequence) {
        var headers = new RecordHeaders();
        headers.add("run", ascii(run)).add("sequence", ascii(sequence)).add("seed", ascii("1"));
        return headers;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static UUID run(int number) {
        return UUID.fromString("0199a0b4-%04x-7000-8000-000000000000".formatted(number));
    }
}
