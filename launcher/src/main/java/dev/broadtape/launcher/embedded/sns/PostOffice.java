package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.sns.State.Round;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.util.List;
import java.util.Optional;

/** What a courier needs: letters signed on a thread of their own, an HTTP client, and the queue to strike them off. */
final class PostOffice {
    /** SNS's own limit for an answer. */
    private static final long TIMEOUT_MILLIS = 15_000;

    /** At most 4 MiB of messages in memory per courier. */
    private static final int LETTERS_A_ROUND = 16;

    private final Journal journal;
    private final Wrapping wrapping;
    private final WorkerExecutor signing;
    private final WebClient client;
    private boolean open = true;

    PostOffice(Vertx vertx, Journal journal, Wrapping wrapping) {
        this.journal = journal;
        this.wrapping = wrapping;
        signing = vertx.createSharedWorkerExecutor("embedded-sns-signing", 1);
        client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    /** What is to be sent to a subscription now; nothing where it no longer exists. */
    Future<Optional<Outing>> nextFor(String subscriptionArn) {
        return journal.read(state -> state.nextFor(subscriptionArn, LETTERS_A_ROUND))
                .compose(round -> signing.executeBlocking(() -> round.map(this::outing), false));
    }

    Future<Void> send(Subscription subscription, Parcel parcel) {
        HttpRequest<Buffer> request = client.requestAbs(HttpMethod.POST, subscription.endpoint());
        request.timeout(TIMEOUT_MILLIS);
        parcel.headers().forEach(request::putHeader);
        return request.as(BodyCodec.none()).sendBuffer(parcel.body()).compose(PostOffice::accepted);
    }

    Future<Void> strikeOff(List<Parcel> parcels) {
        return journal.change(state -> parcels.forEach(parcel -> state.mailbox().remove(parcel.key())));
    }

    Future<Void> strikeOff(Subscription subscription) {
        return journal.change(state -> state.removeSubscription(subscription.arn()));
    }

    private Outing outing(Round round) {
        return new Outing(round.subscription(), wrapping.wrap(round));
    }

    private static Future<Void> accepted(HttpResponse<Void> answer) {
        return answer.statusCode() / 100 == 2
                ? Future.succeededFuture()
                : Future.failedFuture(new Undelivered(answer.statusCode()));
    }

    /** Signed parcels for one subscription, oldest first. */
    record Outing(Subscription subscription, List<Parcel> parcels) {}

    /** The subscriber answered, but not with success. */
    static final class Undelivered extends RuntimeException {
        Undelivered(int status) {
            super("it answered " + status, null, false, false);
        }
    }
}
