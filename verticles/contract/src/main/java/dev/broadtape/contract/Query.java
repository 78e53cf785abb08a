package dev.broadtape.contract;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address that answers: one verticle owns it and replies once to each question. */
public final class Query<Q, A> {
    private static final Logger log = LoggerFactory.getLogger(Query.class);
    private static final int BUG = 500;

    private final String address;
    private final Body<Q> question;
    private final Body<A> answer;
    private final Duration patience;

    Query(String address, Body<Q> question, Body<A> answer, Duration patience) {
        this.address = address;
        this.question = question;
        this.answer = answer;
        this.patience = patience;
    }

    public String address() {
        return address;
    }

    /** Fails with a {@link Fault} when the owner did, or when no owner answered in time. */
    public Future<A> ask(EventBus bus, Q body) {
        DeliveryOptions options = Trace.carry(new DeliveryOptions().setSendTimeout(patience.toMillis()));
        return bus.<Object>request(address, question.write().apply(body), options)
                .map(reply -> answer.read().apply(reply.body()))
                .recover(thrown -> Future.failedFuture(Fault.unwrap(thrown)));
    }

    /** Answers with what {@code owner} gives; its faults travel to the asker, its bugs are logged here. */
    public MessageConsumer<Object> answerWith(EventBus bus, Function<Q, Future<A>> owner) {
        return bus.consumer(address, message -> {
            Trace.enter(message);
            Future.succeededFuture(message.body())
                    .map(question.read())
                    .compose(owner)
                    .map(answer.write())
                    .onSuccess(message::reply)
                    .onFailure(thrown -> fail(message, thrown));
        });
    }

    private void fail(Message<Object> message, Throwable thrown) {
        if (thrown instanceof Fault fault) {
            message.fail(fault.kind().code(), String.valueOf(fault.getMessage()));
        } else {
            log.error("answering {}", address, thrown);
            message.fail(BUG, "something went wrong at " + address);
        }
    }
}
