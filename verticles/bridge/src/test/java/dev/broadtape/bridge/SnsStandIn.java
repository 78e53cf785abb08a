package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Answers in AWS's Query protocol as far as the bridge asks, and hands out the certificate of its key. */
final class SnsStandIn implements AutoCloseable {
    static final String ARN = "arn:aws:sns:us-east-1:123456789012:stock-data-events";

    /** The requests so far, as fields. */
    final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
    /** How the subscription is listed; there is none while it is empty. */
    volatile String subscription = "";
    /** The filter policy of the subscription, if it has any. */
    volatile String filter = "";
    /** The error code that every request is answered with, and in which words. */
    volatile Optional<String> refusal = Optional.empty();

    volatile String words = "no";
    /** The one action that is refused. */
    volatile String refused = ".*";
    /** A PublishBatch entry whose message has this in it is refused. */
    volatile String unwanted = "nothing is unwanted";

    volatile int certificateStatus = 200;

    final int port;
    private final Vertx vertx;
    private final String pem;
    private HttpServer server;

    SnsStandIn(Vertx vertx, SigningKey key) throws Exception {
        this.vertx = vertx;
        this.pem = key.pem();
        this.port = Fixtures.freePort();
        this.server = listen();
    }

    List<Map<String, String>> calls(String action) {
        return calls.stream().filter(call -> action.equals(call.get("Action"))).toList();
    }

    void restart() {
        server = listen();
    }

    @Override
    public void close() {
        await(server.close());
    }

    private HttpServer listen() {
        return await(vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1"));
    }

    private void handle(HttpServerRequest request) {
        if (request.path().endsWith(".pem")) {
            request.response().setStatusCode(certificateStatus).end(pem);
        } else {
            request.body().onSuccess(form -> answer(request, form));
        }
    }

    private void answer(HttpServerRequest request, Buffer form) {
        Map<String, String> call = fields(form.toString());
        call.put("Authorization", String.valueOf(request.getHeader("Authorization")));
        calls.add(call);
        String action = Objects.requireNonNull(call.get("Action"));
        boolean refuses = refusal.isPresent() && action.matches(refused);
        String body = refusal.filter(code -> refuses)
                .map(code ->
                        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                                .formatted(code, words))
                .orElseGet(() -> "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                        .formatted(action, result(action, call)));
        request.response()
                .setStatusCode(refuses ? 403 : 200)
                .putHeader("Content-Type", "text/xml")
                .end(body);
    }

    private String result(String action, Map<String, String> call) {
        return switch (action) {
            case "CreateTopic" -> "<TopicArn>%s</TopicArn>".formatted(ARN);
            case "Subscribe" -> subscribed("PendingConfirmation", "pending confirmation");
            case "ConfirmSubscription" -> subscribed(ARN + ":1", ARN + ":1");
            case "ListSubscriptionsByTopic" -> "<Subscriptions>%s</Subscriptions>".formatted(listed());
            case "GetSubscriptionAttributes" -> attributes();
            case "SetSubscriptionAttributes" -> filtered(call);
            case "PublishBatch" -> published(call);
            default -> throw new IllegalArgumentException(action);
        };
    }

    private String attributes() {
        return filter.isEmpty()
                ? ""
                : "<Attributes><entry><key>FilterPolicy</key><value>%s</value></entry></Attributes>".formatted(filter);
    }

    private String filtered(Map<String, String> call) {
        filter = String.valueOf(call.get("AttributeValue"));
        return "";
    }

    private String subscribed(String listedAs, String answer) {
        subscription = listedAs;
        return "<SubscriptionArn>%s</SubscriptionArn>".formatted(answer);
    }

    private String listed() {
        String other = member("http://elsewhere/sns", ARN + ":0");
        return subscription.isEmpty() ? other : other + member(Fixtures.DELIVER_TO, subscription);
    }

    private static String member(String endpoint, String arn) {
        return "<member><Endpoint>%s</Endpoint><SubscriptionArn>%s</SubscriptionArn></member>".formatted(endpoint, arn);
    }

    private String published(Map<String, String> call) {
        var taken = new StringBuilder();
        var failed = new StringBuilder();
        for (int i = 1; call.containsKey(entry(i) + "Id"); i++) {
            String id = call.get(entry(i) + "Id");
            if (String.valueOf(call.get(entry(i) + "Message")).contains(unwanted)) {
                failed.append(
                        "<member><Id>%s</Id><Code>InternalError</Code><Message>later</Message><SenderFault>false</SenderFault></member>"
                                .formatted(id));
            } else {
                taken.append("<member><Id>%s</Id><MessageId>m-%s</MessageId></member>".formatted(id, id));
            }
        }
        return "<Successful>%s</Successful><Failed>%s</Failed>".formatted(taken, failed);
    }

    /** What the fields of the n-th message of a PublishBatch begin with. */
    static String entry(int n) {
        return "PublishBatchRequestEntries.member.%d.".formatted(n);
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decoded(pair[0]), pair -> decoded(pair[1]), (a, b) -> b, TreeMap::new));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
