package dev.broadtape.bridge;

import static dev.broadtape.contract.Contract.EVENTS;

import dev.broadtape.bridge.Refusals.Reason;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.contract.SnsDelivery.Outcome;
import dev.broadtape.contract.Trace;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Takes what SNS posted: believes what is signed, and tells each event once. For use on one context. */
final class Deliveries {
    /** Deliveries being verified at once; more are refused, and SNS tries again later. */
    static final int MAX_OPEN = 100;

    /** A certificate is had within five seconds or not at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Outcome TOLD = Outcome.of("told");
    private static final Outcome CONFIRMED = Outcome.of("confirmed");
    private static final Outcome DUPLICATE = Outcome.of("duplicate");

    private final Vertx vertx;
    private final SnsTopic topic;
    private final Slow<? extends Verifier> verifier;
    private final Refusals refusals;
    private final WorkerExecutor worker;
    private final RecentIds<String> messages = new RecentIds<>();
    private final RecentIds<UUID> events = new RecentIds<>();
    private final LongAdder told = new LongAdder();
    private int open;

    Deliveries(Vertx vertx, SnsTopic topic, Slow<? extends Verifier> verifier, Refusals refusals) {
        this.vertx = vertx;
        this.topic = topic;
        this.verifier = verifier;
        this.refusals = refusals;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-bridge-verifier", 2);
    }

    /** How many events were told on the bus. */
    long told() {
        return told.sum();
    }

    Future<Outcome> take(SnsDelivery delivery) {
        if (open == MAX_OPEN) {
            return refuse(Reason.BUSY, MAX_OPEN + " deliveries are being verified");
        }
        open++;
        return read(delivery.body())
                .compose(post -> verified(post, delivery.body()))
                .compose(this::act)
                .onComplete(done -> open--);
    }

    Future<Void> close() {
        return worker.executeBlocking(() -> {
            verifier.takeForGood().ifPresent(Verifier::close);
            return null;
        });
    }

    private Future<SnsPost> read(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > SnsDelivery.MAX_BYTES) {
            return refuse(Reason.OVERSIZE, "an SNS delivery is %d bytes at most".formatted(SnsDelivery.MAX_BYTES));
        }
        try {
            SnsPost post = SnsPost.read(body);
            return topic.arn()
                    .compose(
                            ours -> post.topicArn().equals(ours)
                                    ? Future.succeededFuture(post)
                                    : refuse(Reason.TOPIC, "the topic is not ours"),
                            thrown -> refuse(Reason.UNREADY, Causes.text(thrown)));
        } catch (Fault e) {
            return refuse(Reason.MALFORMED, "it is not what SNS posts");
        }
    }

    private Future<SnsPost> verified(SnsPost post, String body) {
        return worker.executeBlocking(
                        () -> {
                            verifier.get().verify(post, body);
                            return post;
                        },
                        false)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(thrown -> refuse(
                        thrown instanceof Fault fault && fault.kind() == Fault.Kind.FORBIDDEN
                                ? Reason.SIGNATURE
                                : Reason.UNREADY,
                        Causes.text(thrown)));
    }

    private Future<Outcome> act(SnsPost post) {
        if (messages.contains(post.messageId())) {
            return Future.succeededFuture(DUPLICATE);
        }
        return switch (post.type()) {
            case SnsPost.NOTIFICATION -> tell(post);
            case SnsPost.CONFIRMATION -> confirm(post);
            default -> refuse(Reason.TYPE, "what is done about a subscription is not ours to decide");
        };
    }

    private Future<Outcome> confirm(SnsPost post) {
        return topic.confirm(post.token().orElse(""))
                .onSuccess(done -> messages.add(post.messageId()))
                .map(CONFIRMED)
                .recover(thrown -> refuse(Reason.UNREADY, Causes.text(thrown)));
    }

    private Future<Outcome> tell(SnsPost post) {
        Optional<DomainEvent> event = post.event();
        if (event.isEmpty()) {
            return refuse(Reason.ENVELOPE, "the message is no event of ours");
        }
        messages.add(post.messageId());
        return Future.succeededFuture(events.add(event.get().eventId()) ? tell(event.get()) : DUPLICATE);
    }

    private Outcome tell(DomainEvent event) {
        Trace.enter(event.traceId());
        EVENTS.publish(vertx.eventBus(), event);
        told.increment();
        return TOLD;
    }

    private <T> Future<T> refuse(Reason reason, String why) {
        return Future.failedFuture(refusals.refuse(reason, why));
    }
}
