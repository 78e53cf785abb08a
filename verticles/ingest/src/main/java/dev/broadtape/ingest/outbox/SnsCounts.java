package dev.broadtape.ingest.outbox;

import dev.broadtape.kit.http.TierServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;

/** Counts what SNS delivers by the status that it is answered with, whoever refuses it: this tier or the bridge. */
public final class SnsCounts {
    /** Before the body is read, which may be what is wrong with it. */
    private static final int FIRST = -1;

    private final MeterRegistry metrics;

    public SnsCounts(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    public void addTo(TierServer server) {
        server.router().post("/sns").order(FIRST).handler(this::count);
    }

    private void count(RoutingContext request) {
        request.addEndHandler(
                done -> answered(request.response().getStatusCode()).increment());
        request.next();
    }

    private Counter answered(int status) {
        return Counter.builder("broadtape.ingest.sns.deliveries")
                .description("SNS deliveries by the HTTP status that they were answered with")
                .tag("status", String.valueOf(status))
                .register(metrics);
    }
}
