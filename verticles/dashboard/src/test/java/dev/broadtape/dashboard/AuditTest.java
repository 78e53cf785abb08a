package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.dashboard.Account.Balance;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    @Test
    void namesTwentyAndCountsTheOthers() {
        var entries = new ArrayList<Audit.Entry>();
        for (int number = 1; number <= 37; number++) {
            entries.add(new Audit.Entry(number, new Balance(100, 90, 10, 0, 0)));
        }
        entries.set(29, new Audit.Entry(30, new Balance(100, 90, 7, 0, 3)));
        entries.set(35, new Audit.Entry(36, new Balance(100, 10, 0, 90, 0)));

        JsonObject json = new Audit(entries).json();
        List<Long> named = json.getJsonArray("browsers").stream()
                .map(browser -> ((JsonObject) browser).getLong("browser"))
                .toList();
        assertThat(named).hasSize(Audit.NAMED).contains(30L, 36L).isSorted();
        assertThat(json.getInteger("count")).isEqualTo(37);
        assertThat(json.getJsonObject("sum").getLong("heard")).isEqualTo(3_700);
    }

    @Test
    void letsNoResidueHideAnother() {
        var audit = new Audit(List.of(
                new Audit.Entry(1, new Balance(10, 5, 0, 0, 5)), new Audit.Entry(2, new Balance(10, 15, 0, 0, -5))));

        assertThat(audit.sum().residue()).isEqualTo(10);
        assertThat(new Audit(List.of(new Audit.Entry(1, new Balance(10, 15, 0, 0, -5))))
                        .sum()
                        .residue())
                .isEqualTo(5);
    }
}
