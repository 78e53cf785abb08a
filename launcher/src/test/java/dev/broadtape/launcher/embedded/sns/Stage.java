package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/** The endpoint on a free port, AWS's own client for it, and one subscriber. */
final class Stage implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Subscriber subscriber;
    private final Path folder;
    SnsService service;
    SnsClient client;

    Stage(Path folder) throws Exception {
        this.folder = folder;
        subscriber = new Subscriber(vertx);
        start();
    }

    void restart() throws Exception {
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

    /** Subscribes the subscriber and confirms. */
    String subscription(String topicArn) throws Exception {
        String arn = client.subscribe(subscribe -> subscribe
                        .topicArn(topicArn)
                        .protocol("http")
                        .endpoint(subscriber.url())
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        subscriber.confirm();
        return arn;
    }

    String publish(String topicArn, String message) {
        return client.publish(publish -> publish.topicArn(topicArn).message(message))
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

    @Override
    public void close() {
        stop();
        subscriber.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void start() throws Exception {
        service = new SnsService(vertx, folder, "127.0.0.1", 0, Clock.systemUTC());
        service.start();
        client = clientOf(service.address(), Region.US_EAST_1);
    }
}
