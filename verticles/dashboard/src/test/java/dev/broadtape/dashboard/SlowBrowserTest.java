package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowBrowserTest {
    private static final String[] SYMBOLS =
            IntStream.range(0, 500).mapToObj(i -> "S" + i).toArray(String[]::new);

    @RegisterExtension
    final Running dashboard = new Running(Duration.ofSeconds(2));

    private final Tape tape = new Tape();

    @Test
    void isSkippedThenClosedAndTheOthersMissNothing() throws Exception {
        dashboard.start();
        long beat = dashboard.vertx.setPeriodic(20, id -> dashboard.publish(tape.frame(SYMBOLS)));
        try (var raw = BusSocket.raw(dashboard.port).register(Addresses.FRAMES);
                var sockJs = BusSocket.sockJs(dashboard.port).register(Addresses.FRAMES);
                var quick = BusSocket.raw(dashboard.port).register(Addresses.FRAMES)) {
            long to = framesUntilSkipped(quick);
            everyFrameComes(quick, to, 40);
            assertThat(dashboard.figure("pendingChars")).isLessThan(3 * (Browser.MAX_PENDING + frameLength(quick)));

            await().until(() -> dashboard.figure("closedSlow") == 2);
            assertThat(dashboard.figure("clients")).isEqualTo(1);
            dashboard.vertx.cancelTimer(beat);
            await().atMost(Duration.ofSeconds(20)).until(() -> isCutOff(raw) && isCutOff(sockJs));
            await().until(() -> dashboard.figure("pendingChars") == 0);
        }
    }

    /** The number of the frame at which a slow one began to be skipped. */
    private long framesUntilSkipped(BusSocket quick) throws Exception {
        long to = quick.next(Addresses.FRAMES).getLong("to");
        for (int frames = 0; dashboard.figure("skipped") == 0; frames++) {
            assertThat(frames).isLessThan(1_000);
            to = everyFrameComes(quick, to, 1);
        }
        return to;
    }

    private static long everyFrameComes(BusSocket quick, long last, int frames) throws IOException {
        long to = last;
        for (int i = 0; i < frames; i++) {
            JsonObject frame = quick.next(Addresses.FRAMES);
            assertThat(frame.getLong("from")).isEqualTo(to + 1);
            to = frame.getLong("to");
        }
        return to;
    }

    private static long frameLength(BusSocket quick) throws IOException {
        return quick.next(Addresses.FRAMES).encode().length();
    }

    /** A socket that the other side has dropped fails on writing, without our reading a byte. */
    private static boolean isCutOff(BusSocket slow) {
        try {
            slow.ping();
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
