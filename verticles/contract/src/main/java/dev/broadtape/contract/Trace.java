package dev.broadtape.contract;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;
import java.util.UUID;

/**
 * The trace id of what runs now: 32 hex digits as in W3C trace context. It belongs to a request or a
 * message, not to a thread, and {@link Query} and {@link Topic} carry it over the bus.
 *
 * <p>Vert.x loads this class as a service, since context locals must be known before the first Vertx is.
 */
public final class Trace implements VertxServiceProvider {
    static final String HEADER = "traceId";

    private static final ContextLocal<String> LOCAL = ContextLocal.registerLocal(String.class);

    @Override
    public void init(VertxBootstrap builder) {
        // Loading the class has registered the local.
    }

    /** The current trace id, if what runs now belongs to a request or message. */
    public static Optional<String> current() {
        return Optional.ofNullable(Vertx.currentContext()).map(context -> context.getLocal(LOCAL));
    }

    public static String currentOrNew() {
        return current().orElseGet(Trace::create);
    }

    /** From here on, what the current context runs belongs to {@code traceId}. */
    public static void enter(String traceId) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(LOCAL, traceId);
        }
    }

    public static String create() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static void enter(Message<?> message) {
        String traceId = message.headers().get(HEADER);
        if (traceId != null) {
            enter(traceId);
        }
    }

    static DeliveryOptions carry(DeliveryOptions options) {
        current().ifPresent(traceId -> options.addHeader(HEADER, traceId));
        return options;
    }
}
