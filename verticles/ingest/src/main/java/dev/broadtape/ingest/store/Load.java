package dev.broadtape.ingest.store;

import dev.broadtape.contract.Bar;
import dev.broadtape.ingest.provider.Action;
import java.util.List;

/**
 * Bars on their way into the store.
 *
 * @param bars oldest first; none when the store has them already
 * @param actions of the company in that time
 * @param atMicros when they came
 * @param whole with what was stored before, this is all the history that the provider has
 */
public record Load(String symbol, List<Bar> bars, List<Action> actions, String provider, long atMicros, boolean whole) {
    public Load(String symbol, List<Bar> bars, String provider, long atMicros) {
        this(symbol, bars, List.of(), provider, atMicros, false);
    }
}
