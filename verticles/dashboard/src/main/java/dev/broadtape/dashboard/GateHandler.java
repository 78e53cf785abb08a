package dev.broadtape.dashboard;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.http.Origins;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Stands before every transport of the bridge: only pages that may, and only as many clients as there are places.
 */
final class GateHandler implements Handler<RoutingContext> {
    /** What a client may send in one message, in bytes: its questions are short. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024;

    private final Origins origins;
    private final Browsers browsers;

    GateHandler(List<String> allowedOrigins, Browsers browsers) {
        this.origins = new Origins(allowedOrigins);
        this.browsers = browsers;
    }

    @Override
    public void handle(RoutingContext request) {
        if (!origins.permit(request.request())) {
            throw Fault.of(
                    Fault.Kind.FORBIDDEN,
                    "pages of this origin may not use the event bus; dashboard.allowedOrigins names those that may");
        }
        if (request.body().length() > MAX_MESSAGE_BYTES) {
            throw Fault.of(Fault.Kind.TOO_LARGE, "a message has at most %d bytes".formatted(MAX_MESSAGE_BYTES));
        }
        if (newcomer(request) && browsers.full()) {
            throw Fault.unavailable(browsers.fullReason());
        }
        request.next();
    }

    private static boolean newcomer(RoutingContext request) {
        return request.normalizedPath().endsWith("/info") || request.request().canUpgradeToWebSocket();
    }
}
