package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the endpoint together and keeps it on one event loop. */
final class SnsVerticle extends VerticleBase {
    /** Longer than the 60 s for which the SDK keeps an idle connection, so that it never writes to one that we close. */
    private static final int IDLE_SECONDS = 120;

    private final Path folder;
    private final String host;
    private final int port;
    private final Clock clock;
    private final Counts counts;
    private Optional<Running> running = Optional.empty();
    private volatile String address = "";

    SnsVerticle(Path folder, String host, int port, Clock clock, Counts counts) {
        this.folder = folder;
        this.host = host;
        this.port = port;
        this.clock = clock;
        this.counts = counts;
    }

    /** Where it listens, once it does. */
    String address() {
        return address;
    }

    @Override
    public Future<?> start() {
        return Journal.open(vertx, folder.resolve("sns.mv"), counts)
                .compose(journal -> serve(journal)
                        .recover(failure -> journal.close().transform(closed -> Future.failedFuture(failure))));
    }

    @Override
    public Future<?> stop() {
        return running.map(Running::stop).orElse(Future.succeededFuture());
    }

    private Future<Void> serve(Journal journal) {
        return vertx.executeBlocking(() -> new Signer(SigningKey.in(folder, clock.instant())))
                .compose(signer -> listen(journal, signer))
                .compose(couriers -> resume(journal, couriers));
    }

    private Future<Couriers> listen(Journal journal, Signer signer) {
        var office = new PostOffice(vertx, journal, new Wrapping(signer, clock, this::address));
        var couriers = new Couriers(vertx, office, counts, clock);
        return vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHandle100ContinueAutomatically(true))
                .requestHandler(new QueryHandler(actions(journal, couriers), signer))
                .listen(port, host)
                .onSuccess(server -> listening(new Running(server, office, journal)))
                .map(couriers);
    }

    private void listening(Running parts) {
        running = Optional.of(parts);
        address = "http://%s:%d".formatted(host, parts.server.actualPort());
    }

    private Map<String, Action> actions(Journal journal, Couriers couriers) {
        Map<String, Action> actions = new HashMap<>();
        actions.putAll(new TopicActions(journal, couriers).byName());
        actions.putAll(new SubscriptionActions(journal, couriers, clock).byName());
        actions.putAll(new SubscriptionListing(journal).byName());
        actions.putAll(new PublishActions(journal, couriers, clock).byName());
        return actions;
    }

    private static Future<Void> resume(Journal journal, Couriers couriers) {
        return journal.read(state -> state.subscriptions().all().stream()
                        .map(Subscription::arn)
                        .toList())
                .onSuccess(couriers::wake)
                .mapEmpty();
    }

    private record Running(HttpServer server, PostOffice office, Journal journal) {
        Future<Void> stop() {
            office.close();
            return server.close().transform(closed -> journal.close());
        }
    }
}
