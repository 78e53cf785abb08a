package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The operations that make, confirm, change and end subscriptions. */
final class SubscriptionActions {
    private static final int TOKEN_BYTES = 64;

    private final Journal journal;
    private final Couriers couriers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SubscriptionActions(Journal journal, Couriers couriers, Clock clock) {
        this.journal = journal;
        this.couriers = couriers;
        this.clock = clock;
    }

    Map<String, Action> byName() {
        return Map.of(
                "Subscribe", this::subscribe,
                "ConfirmSubscription", this::confirm,
                "Unsubscribe", this::unsubscribe,
                "SetSubscriptionAttributes", this::set);
    }

    private Future<String> subscribe(QueryRequest request) {
        Subscription wanted = wanted(request);
        boolean arnWanted =
                request.text("ReturnSubscriptionArn").filter("true"::equals).isPresent();
        return journal.write(state -> subscribed(state, wanted))
                .onSuccess(subscription -> couriers.wake(subscription.arn()))
                .map(subscription ->
                        arnWanted || subscription.confirmed() ? subscription.arn() : "pending confirmation")
                .map(arn -> Xml.text("SubscriptionArn", arn));
    }

    private Future<String> confirm(QueryRequest request) {
        String topicArn = request.required("TopicArn");
        String token = request.required("Token");
        return journal.write(state -> confirmed(state, topicArn, token))
                .onSuccess(subscription -> couriers.wake(subscription.arn()))
                .map(subscription -> Xml.text("SubscriptionArn", subscription.arn()));
    }

    private Future<String> unsubscribe(QueryRequest request) {
        String arn = request.required("SubscriptionArn");
        return journal.change(state ->
                        state.removeSubscription(state.subscriptions().get(arn).arn()))
                .onSuccess(removed -> couriers.dismiss(List.of(arn)))
                .map("");
    }

    private Future<String> set(QueryRequest request) {
        String arn = request.required("SubscriptionArn");
        String name = request.required("AttributeName");
        String value = request.text("AttributeValue").orElse("");
        return journal.change(state -> state.subscriptions()
                        .replace(state.subscriptions().get(arn).with(name, value)))
                .map("");
    }

    private Subscription wanted(QueryRequest request) {
        String protocol = request.required("Protocol");
        String topicArn = request.required("TopicArn");
        return new Subscription(
                        topicArn + ":" + UUID.randomUUID(),
                        topicArn,
                        protocol,
                        Subscription.checkedEndpoint(protocol, request.required("Endpoint")),
                        token(),
                        clock.millis(),
                        false,
                        "",
                        false)
                .with(request.entries("Attributes", "key", "value"));
    }

    private static Subscription subscribed(State state, Subscription wanted) {
        state.topics().get(wanted.topicArn());
        return state.subscriptions().of(wanted.topicArn()).stream()
                .filter(known -> known.reaches(wanted.topicArn(), wanted.protocol(), wanted.endpoint()))
                .findFirst()
                .map(known -> sameAs(wanted, known))
                .orElseGet(() -> state.subscriptions().add(wanted));
    }

    private static Subscription sameAs(Subscription wanted, Subscription known) {
        if (known.raw() != wanted.raw() || !known.filterPolicy().equals(wanted.filterPolicy())) {
            throw AwsFault.invalid("Attributes Reason: Subscription already exists with different attributes");
        }
        return known;
    }

    private static Subscription confirmed(State state, String topicArn, String token) {
        state.topics().get(topicArn);
        Subscription pending = state.subscriptions().of(topicArn).stream()
                .filter(subscription -> subscription.token().equals(token))
                .findFirst()
                .orElseThrow(() -> AwsFault.invalid("Token"));
        return pending.confirmed() ? pending : state.subscriptions().replace(pending.confirm());
    }

    private String token() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }
}
