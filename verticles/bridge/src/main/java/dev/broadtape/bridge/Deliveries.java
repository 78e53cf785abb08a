package dev.broadtape.bridge;

import dev.broadtape.bridge.Refusals.Reason;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.contract.SnsDelivery.Outcome;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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

    private final SnsTopic topic;
    private final Slow<? extends Verifier> verifier;
    private final Refusals refusals;
    private final WorkerExecutor worker;
    private final Arrivals messages;
    private final Teller teller;
    private final LongAdder repeated = new LongAdder();
    private int open;

    Deliveries(Vertx vertx, SnsTopic topic, Slow<? extends Verifier> verifier, Refusals refusals, Arrivals messages) {
        this.teller = new Teller(vertx);
        this.topic = topic;
        this.verifier = verifier;
        this.refusals = refusals;
        this.messages = messages;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-bridge-verifier", 2);
    }

    /** How many events were told on the bus. */
    long told() {
        return teller.told();
    }

    /** How many deliveries brought what was here already. */
    long repetitions() {
        return repeated.sum();
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
        return switch (messages.judge(post.messageId(), post.time())) {
            case NEW -> actOnNew(post);
            case REPEATED -> Future.succeededFuture(repeated());
            case REPLAYED -> refuse(Reason.REPLAY, "SNS posts nothing that late");
        };
    }

    private Future<Outcome> actOnNew(SnsPost post) {
        return switch (post.type()) {
            case SnsPost.NOTIFICATION -> tell(post);
            case SnsPost.CONFIRMATION -> confirm(post);
            default -> refuse(Reason.TYPE, "what is done about a subscription is not ours to decide");
        };
    }

    private Outcome repeated() {
        repeated.increment();
        return DUPLICATE;
    }

    private Future<Outcome> confirm(SnsPost post) {
        return topic.confirm(post.token().orElse(""))
                .onSuccess(done -> messages.take(post.messageId()))
                .map(CONFIRMED)
                .recover(thrown -> refuse(Reason.UNREADY, Causes.text(thrown)));
    }

    private Future<Outcome> tell(SnsPost post) {
        Optional<DomainEvent> event = post.event();
        if (event.isEmpty()) {
            return refuse(Reason.ENVELOPE, "the message is no event of ours");
        }
        messages.take(post.messageId());
        return Future.succeededFuture(teller.tell(event.get()) ? TOLD : repeated());
    }

    private <T> Future<T> refuse(Reason reason, String why) {
        return Future.failedFuture(refusals.refuse(reason, why));
    }
}
