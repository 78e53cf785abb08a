package dev.broadtape.ingest;

import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.provider.Sectors;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The symbols that are kept filled, and where they are from. Until the top movers are known, and where a market tells
 * of none, they are those of the configuration.
 */
final class Watchlist {
    private static final Logger log = LoggerFactory.getLogger(Watchlist.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final String DEFAULT = "default";

    private final IngestConfig config;
    private final Fetcher fetcher;
    private List<String> symbols;
    private String source;

    Watchlist(IngestConfig config, Fetcher fetcher) {
        this.config = config;
        this.fetcher = fetcher;
        boolean sectors = IngestConfig.SECTORS.equals(config.symbolSource());
        this.source = sectors ? IngestConfig.SECTORS : DEFAULT;
        this.symbols = sectors ? Sectors.symbols(config.sectors()) : config.properSymbols();
    }

    List<String> symbols() {
        return symbols;
    }

    /** default, sectors or top-movers. */
    String source() {
        return source;
    }

    /** Tells {@code changed} of a new list. */
    void start(Vertx vertx, Runnable changed) {
        if (IngestConfig.TOP_MOVERS.equals(config.symbolSource())) {
            refresh(changed);
            vertx.setPeriodic(EVERY.toMillis(), id -> refresh(changed));
        }
    }

    private void refresh(Runnable changed) {
        movers().onSuccess(found -> {
                    if (!found.isEmpty() && !found.equals(symbols)) {
                        symbols = found;
                        source = IngestConfig.TOP_MOVERS;
                        changed.run();
                    }
                })
                .onFailure(thrown -> log.warn("the top movers are not known: {}", Causes.text(thrown)));
    }

    private Future<List<String>> movers() {
        return fetcher.movers().map(movers -> movers.value().symbols(config.movers()));
    }
}
