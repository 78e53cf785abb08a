package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Round;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.store.Cabinet;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** All candles of a receiver: from its ticks to the shelf, to Kafka and the bus, and over HTTP. */
public final class Candles {
    private static final Duration SETTLE_EVERY = Duration.ofSeconds(1);
    private static final Duration BUILD_EVERY = Duration.ofSeconds(5);
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final Node node;
    private final Supplier<Optional<TickStore>> ticks;
    private final CandleFigures figures = new CandleFigures();
    private final CandleTopic topic;
    private final Round settling;
    private final Round telling;
    private final Round building;
    private final Round pruning;
    private volatile Optional<Books> opened = Optional.empty();

    /**
     * Candles that are not open.
     *
     * @param ticks the tick store, once it is open
     */
    public Candles(
            Vertx vertx, Node node, CandleConfig config, String bootstrapServers, Supplier<Optional<TickStore>> ticks) {
        this.vertx = vertx;
        this.node = node;
        this.ticks = ticks;
        this.topic = new CandleTopic(bootstrapServers, config.topic());
        this.settling = new Round(vertx, "settling candles", () -> whenOpen(Books::settle));
        this.telling = new Round(vertx, "telling of candles", this::tell);
        this.building = new Round(vertx, "building candles", () -> whenOpen(Books::build));
        this.pruning = new Round(vertx, "pruning candles", () -> whenOpen((books, store) -> books.prune(config)));
    }

    private void whenOpen(BiConsumer<Books, TickStore> work) {
        Optional<TickStore> store = ticks.get();
        if (store.isPresent()) {
            opened.ifPresent(books -> work.accept(books, store.get()));
        }
    }

    private void tell() {
        opened.ifPresent(books -> new Teller(books.shelf(), books::of, topic, vertx.eventBus(), figures).tell());
    }

    /** Learns what there is, on a worker thread, and goes on from there. */
    public void open(Cabinet cabinet) {
        opened = Optional.of(new Books(cabinet, node::nanos, figures));
    }

    /** From now on candles close, are told and are removed when they are old. */
    public void begin() {
        settling.every(SETTLE_EVERY);
        telling.every(SETTLE_EVERY);
        building.every(BUILD_EVERY);
        pruning.every(PRUNE_EVERY);
    }

    /**
     * Writes frames of one partition to the tick store; the candles have them from then on. Blocks; for worker threads.
     *
     * @throws Fault UNAVAILABLE as long as it is not open
     */
    public void write(TickStore store, List<TickFrame> frames) {
        books().write(store, frames);
    }

    private Books books() {
        return opened.orElseThrow(() -> Fault.unavailable("the candles are opening"));
    }

    /** Adds its routes. */
    public void addTo(Api api, Reading reading) {
        new CandleRoutes(this::books, reading).addTo(api);
    }

    /** Adds its figures. */
    public void tell(Tier tier) {
        tier.figure("candlesClosedTotal", "candles that have closed since the start", figures::closed)
                .figure("candlesCorrectedTotal", "corrections of candles by late ticks", figures::corrected)
                .figure("candlesToldTotal", "candles that kafka and the bus were told of", figures::told)
                .figure("candleMinutesRemadeTotal", "minutes made anew from their ticks", figures::remade)
                .figure(
                        "candlesOpen",
                        "windows that have ticks and have not closed",
                        () -> opened.map(Books::open).orElse(0L));
    }

    /** When nothing is written any more: puts what is fresh on the shelf. Then the cabinet may be closed. */
    public Future<Void> close() {
        return Future.join(
                        settling.close(() -> whenOpen(Books::settle)),
                        telling.close(topic::close),
                        building.close(() -> {}),
                        pruning.close(() -> {}))
                .mapEmpty();
    }
}
