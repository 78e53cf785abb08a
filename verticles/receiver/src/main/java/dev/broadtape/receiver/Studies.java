package dev.broadtape.receiver;

import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Retry;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.candle.Candles;
import dev.broadtape.receiver.store.Cabinet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** What a receiver makes of its ticks, and the cabinet where it keeps that. For one context, but for {@link #write}. */
final class Studies {
    private static final String CABINET = "studies";

    private final Vertx vertx;
    private final ReceiverConfig config;
    private final Path data;
    private final Archive archive;
    private final Desk desk;
    private final Candles candles;
    private volatile boolean closed;
    private Runnable closing = () -> {};

    Studies(Vertx vertx, Node node, ReceiverConfig config, String bootstrapServers, Path data, Archive archive) {
        this.vertx = vertx;
        this.config = config;
        this.data = data;
        this.archive = archive;
        this.desk = new Desk(vertx, CABINET, 1, 1);
        this.candles = new Candles(vertx, node, config.candles(), bootstrapServers, archive::opened);
    }

    /** Tries until the cabinet is open, or this is closed. */
    Future<Void> open() {
        candles.begin();
        return new Retry(vertx, "opening the studies")
                .untilDone(() -> closed ? Future.succeededFuture() : desk.run(this::openCabinet));
    }

    /** In turn with {@link #closeCabinet}: it is never opened after the end. */
    private synchronized Void openCabinet() {
        if (!closed) {
            Cabinet cabinet = Cabinet.open(data, CABINET, config.sync());
            closing = cabinet::close;
            candles.open(cabinet);
        }
        return null;
    }

    private synchronized Void closeCabinet() {
        closing.run();
        return null;
    }

    /** Writes frames of one partition to the tick store, and to all that is made of them. Blocks; for worker threads. */
    void write(List<TickFrame> frames) {
        candles.write(archive.store(), frames);
    }

    void addTo(Api api) {
        candles.addTo(api, archive::read);
    }

    void tell(Tier tier) {
        candles.tell(tier);
    }

    /** When nothing is written any more, and before the tick store is closed. */
    Future<Void> close() {
        closed = true;
        return candles.close().compose(v -> desk.run(this::closeCabinet)).eventually(desk::close);
    }
}
