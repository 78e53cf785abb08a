package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.sns.PostOffice.Outing;
import dev.broadtape.launcher.embedded.sns.PostOffice.Undelivered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits for one subscription to its endpoint, one post at a time and in order, and tries again after a
 * pause. Lives on the event loop; idle until woken.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Vertx vertx;
    private final PostOffice office;
    private final Counts counts;
    private final Patience patience;
    private final String subscriptionArn;
    private boolean busy;
    private boolean wokenMeanwhile;

    Courier(Vertx vertx, PostOffice office, Counts counts, Patience patience, String subscriptionArn) {
        this.vertx = vertx;
        this.office = office;
        this.counts = counts;
        this.patience = patience;
        this.subscriptionArn = subscriptionArn;
    }

    void wake() {
        wokenMeanwhile = busy;
        if (!busy) {
            busy = true;
            round();
        }
    }

    private void round() {
        wokenMeanwhile = false;
        if (office.isOpen()) {
            office.nextFor(subscriptionArn)
                    .compose(this::visit)
                    .onSuccess(this::proceed)
                    .onFailure(this::stop);
        }
    }

    private Future<Next> visit(Optional<Outing> next) {
        return next.map(outing -> deliver(outing, outing.parcels().iterator()))
                .orElse(Future.succeededFuture(Next.REST));
    }

    private Future<Next> deliver(Outing outing, Iterator<Parcel> rest) {
        if (!rest.hasNext()) {
            boolean letters = outing.parcels().stream().anyMatch(Parcel::carriesLetter);
            return Future.succeededFuture(letters ? Next.ROUND : Next.REST);
        }
        Parcel parcel = rest.next();
        return Future.succeededFuture(parcel)
                .compose(next -> office.send(outing.subscription(), next))
                .onSuccess(sent -> delivered(parcel))
                .transform(
                        sent -> sent.succeeded() ? deliver(outing, rest) : failed(outing, parcel, rest, sent.cause()));
    }

    private void delivered(Parcel parcel) {
        patience.succeeded();
        if (parcel.carriesLetter()) {
            counts.delivered.increment();
            office.strikeOff(List.of(parcel)).onFailure(this::report);
        }
    }

    private Future<Next> failed(Outing outing, Parcel parcel, Iterator<Parcel> rest, Throwable cause) {
        counts.retried.increment();
        patience.failed(cause instanceof Undelivered);
        if (patience.firstFailure()) {
            log.warn(
                    "{} did not take a message, trying again: {}",
                    outing.subscription().endpoint(),
                    cause.getMessage());
        }
        List<Parcel> hopeless = hopeless(parcel, rest);
        return hopeless.isEmpty()
                ? Future.succeededFuture(Next.PAUSE)
                : giveUp(outing.subscription(), hopeless).map(Next.PAUSE);
    }

    private List<Parcel> hopeless(Parcel parcel, Iterator<Parcel> rest) {
        List<Parcel> hopeless = new ArrayList<>();
        if (patience.outlived(parcel) || (patience.exhausted() && parcel.carriesLetter())) {
            hopeless.add(parcel);
        }
        rest.forEachRemaining(later -> {
            if (patience.outlived(later)) {
                hopeless.add(later);
            }
        });
        return hopeless;
    }

    private Future<Void> giveUp(Subscription subscription, List<Parcel> hopeless) {
        if (!subscription.confirmed()) {
            log.warn("{} was never confirmed, its subscription ends", subscription.endpoint());
            return office.strikeOff(subscription);
        }
        log.error("{} messages for {} are given up", hopeless.size(), subscription.endpoint());
        counts.abandoned.add(hopeless.size());
        return office.strikeOff(hopeless);
    }

    private void proceed(Next next) {
        if (next == Next.PAUSE) {
            vertx.setTimer(patience.pauseMillis(), timer -> round());
        } else if (next == Next.ROUND || wokenMeanwhile) {
            round();
        } else {
            busy = false;
        }
    }

    private void stop(Throwable failure) {
        busy = false;
        report(failure);
    }

    private void report(Throwable failure) {
        if (office.isOpen()) {
            log.error("the queue of {} is out of reach", subscriptionArn, failure);
        }
    }

    /** What a courier does after an outing. */
    private enum Next {
        ROUND,
        PAUSE,
        REST
    }
}
