package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.EmbeddedService;
import dev.broadtape.launcher.embedded.PortTakenException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SNS endpoint in this process. Start and close it on a thread that may wait, never on an event loop. */
public final class SnsService implements EmbeddedService {
    private static final Logger log = LoggerFactory.getLogger(SnsService.class);
    private static final int PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final Path folder;
    private final String host;
    private final int port;
    private final Clock clock;
    private final Counts counts = new Counts();
    private Optional<Running> running = Optional.empty();

    /**
     * An endpoint that is not started.
     *
     * @param folder holds all that survives a restart; one process at a time
     * @param port 0 for any that is free
     */
    public SnsService(Vertx vertx, Path folder, String host, int port, Clock clock) {
        this.vertx = vertx;
        this.folder = folder;
        this.host = host;
        this.port = port;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public synchronized void start() throws Exception {
        Files.createDirectories(folder);
        var verticle = new SnsVerticle(folder, host, port, clock, counts);
        try {
            requireFreePort();
            running = Optional.of(new Running(settled(vertx.deployVerticle(verticle)), verticle.address()));
        } catch (BindException e) {
            throw taken(e);
        } catch (ExecutionException e) {
            throw explained(e);
        }
        log.info("sns listens on {}, data in {}", address(), folder);
    }

    @Override
    public synchronized String address() {
        return running.map(Running::address).orElseGet(() -> "http://%s:%d".formatted(host, port));
    }

    @Override
    public synchronized void close() {
        running.ifPresent(this::stop);
        running = Optional.empty();
    }

    /** Messages accepted by Publish and PublishBatch since this object was made, as all other counts but queued. */
    public long published() {
        return counts.published.sum();
    }

    /** Messages that a subscriber took. */
    public long delivered() {
        return counts.delivered.sum();
    }

    /** Posts that failed, confirmations among them. */
    public long retried() {
        return counts.retried.sum();
    }

    /** Publications refused because a queue was full. */
    public long refused() {
        return counts.refused.sum();
    }

    /** Messages given up after too many attempts or too long a time. */
    public long abandoned() {
        return counts.abandoned.sum();
    }

    /** Messages that wait for a subscriber now. */
    public long queued() {
        return counts.queued.get();
    }

    private void stop(Running service) {
        try {
            settled(vertx.undeploy(service.deployment()));
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} did not stop in order", name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Vert.x shares a port among its own servers without a word. */
    private void requireFreePort() throws IOException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        }
    }

    private Exception explained(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof BindException bind) {
            return taken(bind);
        }
        return cause instanceof Exception told ? told : failure;
    }

    private PortTakenException taken(BindException cause) {
        var taken = new PortTakenException(name(), host, port);
        taken.initCause(cause);
        return taken;
    }

    private static <T> T settled(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<T> settled = future.toCompletionStage().toCompletableFuture();
        return settled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private record Running(String deployment, String address) {}
}
