package dev.broadtape.receiver.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Allowance allowance = new Allowance(10, 0);

    private int taken(int tries, long nowNanos) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += allowance.take(nowNanos) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void grantsSoManyASecondAndTwiceAsManyAtOnce() {
        assertThat(taken(30, 0)).isEqualTo(20);
        assertThat(taken(30, SECOND)).isEqualTo(10);
        assertThat(taken(30, SECOND + SECOND / 2)).isEqualTo(5);
        assertThat(taken(30, 100 * SECOND)).isEqualTo(20);
    }

    @Test
    void isExhaustedByWhoDoesNotStop() {
        taken(21, 0);
        assertThat(allowance.firstRefusal()).isTrue();
        taken(19, 0);
        assertThat(allowance.exhausted()).isFalse();
        taken(1, 0);
        assertThat(allowance.exhausted()).isTrue();

        taken(1, SECOND);

        assertThat(allowance.exhausted()).isFalse();
    }
}
