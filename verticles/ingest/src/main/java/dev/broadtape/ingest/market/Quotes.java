package dev.broadtape.ingest.market;

import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What symbols are worth: what a provider told us lately, else what the tape said last, else the last close. Nothing is
 * made up, and no provider is asked unless that is wanted, since it costs a call.
 */
public final class Quotes {
    /** A provider's word is preferred to the tape's for so long. */
    private static final Duration LATELY = Duration.ofMinutes(15);

    private static final int MOST_TOLD = 500;

    private final Node node;
    private final Board board;
    private final Fetcher fetcher;
    private final Tape tape;
    private final Map<String, Quoted> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Quoted> eldest) {
            return size() > MOST_TOLD;
        }
    };

    public Quotes(Vertx vertx, Node node, Board board, Fetcher fetcher) {
        this.node = node;
        this.board = board;
        this.fetcher = fetcher;
        this.tape = new Tape(vertx);
    }

    /** Symbols that may have a quote. */
    Set<String> symbols() {
        return board.symbols();
    }

    Future<Quoted> known(String symbol) {
        return known(List.of(symbol))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Fault.of(NOT_FOUND, "there is no price of %s here".formatted(symbol))));
    }

    /** Those of which there is one. */
    Future<List<Quoted>> known(Collection<String> symbols) {
        return tape.listen()
                .map(v -> symbols.stream()
                        .flatMap(symbol -> best(symbol).stream())
                        .toList());
    }

    private Optional<Quoted> best(String symbol) {
        Optional<Quoted> fromProvider = Optional.ofNullable(told.get(symbol));
        Optional<Quoted> close = board.of(symbol).prices().map((Coverage stored) -> Quoted.of(stored));
        return fromProvider
                .filter(this::lately)
                .or(() -> tape.last(symbol).map(Quoted::of))
                .or(() -> fromProvider.filter(
                        quote -> close.filter(stored -> stored.day().isAfter(quote.day()))
                                .isEmpty()))
                .or(() -> close);
    }

    private boolean lately(Quoted quote) {
        return quote.asOfMicros() > Exchange.micros(node.clock().instant().minus(LATELY));
    }

    /** Asks the providers. */
    Future<Quoted> ask(String symbol) {
        return fetcher.quote(symbol).map(Quoted::of).onSuccess(quote -> told.put(symbol, quote));
    }
}
