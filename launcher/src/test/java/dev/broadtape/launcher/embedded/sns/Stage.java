package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;

/** For each test: the endpoint on a free port, AWS's own client for it, a topic, and one subscriber. */
final class Stage implements AfterEachCallback {
    final Vertx vertx = Vertx.vertx();
    final Path folder;
    final Subscriber subscriber;
    final String topic;
    SnsService service;
    SnsClient client;

    Stage() {
        try {
            folder = Files.createTempDirectory("sns");
            subscriber = new Subscriber(vertx);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        start();
        topic = topic("events");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        stop();
        subscriber.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void restart() {
        stop();
        start();
    }

    void stop() {
        client.close();
        service.close();
    }

    String topic(String name) {
        return client.createTopic(topic -> topic.name(name)).topicArn();
    }

    /** Asks for a subscription to the topic, and nothing more. */
    SubscribeResponse subscribe(String protocol, String endpoint) {
        return client.subscribe(
                subscribe -> subscribe.topicArn(topic).protocol(protocol).endpoint(endpoint));
    }

    /** Subscribes the subscriber to the topic and confirms. */
    String subscription() throws Exception {
        String arn = client.subscribe(subscribe -> subscribe
                        .topicArn(topic)
                        .protocol("http")
                        .endpoint(subscriber.url())
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        subscriber.confirm();
        return arn;
    }

    Map<String, String> attributes(String subscriptionArn) {
        return client.getSubscriptionAttributes(get -> get.subscriptionArn(subscriptionArn))
                .attributes();
    }

    String publish(String message) {
        return client.publish(publish -> publish.topicArn(topic).message(message))
                .messageId();
    }

    static SnsClient clientOf(String address, Region region) {
        SnsClientBuilder builder = SnsClient.builder();
        builder.endpointOverride(URI.create(address))
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        return builder.build();
    }

    private void start() {
        service = new SnsService(vertx, folder, "127.0.0.1", 0, Clock.systemUTC());
        open(service);
        client = clientOf(service.address(), Region.US_EAST_1);
    }

    private static void open(SnsService service) {
        try {
            service.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
