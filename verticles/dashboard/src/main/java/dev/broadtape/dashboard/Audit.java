package dev.broadtape.dashboard;

import dev.broadtape.dashboard.Account.Balance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** The accounts of all browsers at one moment. It names the {@link #NAMED} that are worst or busiest, and counts the others. */
record Audit(List<Entry> entries) {
    static final int NAMED = 20;

    private static final Comparator<Entry> WORST_FIRST = Comparator.comparingLong(
                    (Entry entry) -> -Math.abs(entry.balance().residue()))
            .thenComparingLong(entry -> -entry.balance().pending())
            .thenComparingLong(entry -> -entry.balance().delivered());

    /** One browser's account. */
    record Entry(long number, Balance balance) {
        JsonObject json() {
            return Audit.json(balance).put("browser", number);
        }
    }

    Balance sum() {
        return entries.stream().map(Entry::balance).reduce(Balance.ZERO, Balance::plus);
    }

    /** Those that are named stand by number, so that they keep their places. */
    JsonObject json() {
        var named = new JsonArray();
        entries.stream()
                .sorted(WORST_FIRST)
                .limit(NAMED)
                .sorted(Comparator.comparingLong(Entry::number))
                .forEach(entry -> named.add(entry.json()));
        return new JsonObject()
                .put("browsers", named)
                .put("count", entries.size())
                .put("sum", json(sum()));
    }

    private static JsonObject json(Balance balance) {
        return new JsonObject()
                .put("heard", balance.heard())
                .put("delivered", balance.delivered())
                .put("conflated", balance.conflated())
                .put("pending", balance.pending())
                .put("residue", balance.residue());
    }
}
