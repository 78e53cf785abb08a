package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Symbols;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What moved most in a day.
 *
 * @param asOfMicros when the provider saw it so
 */
public record Movers(long asOfMicros, List<Mover> gainers, List<Mover> losers, List<Mover> active) {
    /** One of them. Its ticker is the provider's, which may be no symbol of ours: warrants have a plus sign. */
    public record Mover(String ticker, long priceE4, long changeE4, BigDecimal changePercent, long volume) {}

    /** The proper symbols among them, each once: by turns the next gainer, loser and most active. */
    public List<String> symbols(int most) {
        int longest =
                Stream.of(gainers, losers, active).mapToInt(List::size).max().orElse(0);
        return Stream.iterate(0, i -> i < longest, i -> i + 1)
                .flatMap(i -> Stream.of(gainers, losers, active)
                        .filter(list -> i < list.size())
                        .map(list -> list.get(i).ticker()))
                .filter(Movers::proper)
                .distinct()
                .limit(most)
                .toList();
    }

    private static boolean proper(String ticker) {
        try {
            return Symbols.parse(ticker).equals(ticker);
        } catch (Fault e) {
            return false;
        }
    }
}
