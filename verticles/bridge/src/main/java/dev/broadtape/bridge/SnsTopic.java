package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Readiness;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;

/**
 * The topic that events leave through and come back from: sees to it, again and again, that it is there and posts to
 * us. For use on one context.
 */
final class SnsTopic {
    static final String CHECK = "sns";

    private static final Logger log = LoggerFactory.getLogger(SnsTopic.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration LOOK_SOON = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final BridgeConfig.Sns config;
    private final SnsCalls calls;
    private final Subscription subscription;
    private final Readiness readiness;
    private Optional<String> arn;
    private String trouble = "starting";
    private boolean mayNotPublish;
    private OptionalLong nextLook = OptionalLong.empty();
    private boolean closed;

    SnsTopic(Vertx vertx, BridgeConfig.Sns config, SnsCalls calls, Readiness readiness) {
        this.vertx = vertx;
        this.config = config;
        this.calls = calls;
        this.subscription = new Subscription(
                calls,
                config.deliverTo(),
                Filter.of(config.only()),
                config.topicArn().isPresent());
        this.readiness = readiness;
        this.arn = config.topicArn();
    }

    /** Begins to look after the topic, in the background and for good. */
    void open() {
        readiness.expect(CHECK);
        look();
    }

    void close() {
        closed = true;
    }

    /** UNAVAILABLE until the topic is known. */
    Future<String> arn() {
        return arn.map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Fault.unavailable("there is no SNS topic yet: " + trouble)));
    }

    /** Answers the question that SNS asks each new subscriber. Only with our credentials can it be taken back. */
    Future<ConfirmSubscriptionResponse> confirm(String token) {
        return arn().compose(topic -> calls.call(sns -> sns.confirmSubscription(
                        answer -> answer.topicArn(topic).token(token).authenticateOnUnsubscribe("true"))))
                .onSuccess(done -> log.info("SNS posts to {} as {}", config.deliverTo(), done.subscriptionArn()));
    }

    /** What was published was taken. */
    void trust() {
        if (mayNotPublish) {
            mayNotPublish = false;
            lookSoon();
        }
    }

    /** A call has failed: not ready until the next look, which is soon; or until it is allowed, where it was not. */
    void doubt(Throwable thrown) {
        mayNotPublish = SnsTrouble.is(Fault.Kind.FORBIDDEN, thrown);
        missed(thrown);
        lookSoon();
    }

    private void lookSoon() {
        nextLook.ifPresent(timer -> {
            vertx.cancelTimer(timer);
            lookIn(LOOK_SOON);
        });
    }

    private void look() {
        nextLook = OptionalLong.empty();
        new Retry(vertx, "seeing to the SNS topic").untilDone(this::seeTo).onSuccess(this::lookIn);
    }

    private void lookIn(Duration pause) {
        if (!closed) {
            nextLook = OptionalLong.of(vertx.setTimer(pause.toMillis(), id -> look()));
        }
    }

    /** When to look again. */
    private Future<Duration> seeTo() {
        if (closed) {
            return Future.succeededFuture(LOOK_EVERY);
        }
        return topic().compose(subscription::see).map(this::judge).onFailure(this::missed);
    }

    private Future<String> topic() {
        return arn.map(Future::succeededFuture)
                .orElseGet(() -> calls.call(sns -> sns.createTopic(topic -> topic.name(config.topic())))
                        .map(CreateTopicResponse::topicArn)
                        .onSuccess(made -> arn = Optional.of(made))
                        .recover(SnsTopic::advised));
    }

    private static Future<String> advised(Throwable thrown) {
        return Future.failedFuture(
                SnsTrouble.is(Fault.Kind.FORBIDDEN, thrown)
                        ? Fault.unavailable(
                                Causes.text(thrown) + "; or give bridge.sns.topicArn of a topic that is there")
                        : thrown);
    }

    private Duration judge(boolean confirmed) {
        if (mayNotPublish) {
            return LOOK_EVERY;
        }
        if (confirmed) {
            readiness.up(CHECK);
            return LOOK_EVERY;
        }
        missed(Fault.unavailable("SNS has not had its question answered that it posts to " + config.deliverTo()));
        return LOOK_SOON;
    }

    /** A topic that is gone is made anew, unless it was somebody else who made it. */
    private void missed(Throwable thrown) {
        trouble = Causes.text(thrown);
        readiness.down(CHECK, trouble);
        if (SnsTrouble.is(Fault.Kind.NOT_FOUND, thrown)) {
            arn = config.topicArn();
        }
    }
}
