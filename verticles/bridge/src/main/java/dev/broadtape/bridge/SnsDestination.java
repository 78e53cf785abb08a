package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** Publishes events on the SNS topic, as many in a request as SNS allows. */
final class SnsDestination implements Destination {
    private final SnsCalls calls;
    private final SnsTopic topic;

    SnsDestination(SnsCalls calls, SnsTopic topic) {
        this.calls = calls;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public Future<Map<UUID, Fault>> send(List<Letter> letters) {
        Map<Boolean, List<Letter>> byFit = letters.stream().collect(Collectors.partitioningBy(Parcels::fits));
        List<Future<Map<UUID, Fault>>> posts = Parcels.pack(byFit.getOrDefault(true, List.of())).stream()
                .map(this::post)
                .toList();
        Map<UUID, Fault> refused = Destination.noneOf(
                byFit.getOrDefault(false, List.of()),
                Fault.of(Fault.Kind.TOO_LARGE, "SNS takes %d bytes".formatted(Parcels.MAX_BYTES)));
        return Future.all(posts).map(done -> {
            posts.forEach(post -> refused.putAll(post.result()));
            return refused;
        });
    }

    @Override
    public Future<Void> close() {
        topic.close();
        return calls.close();
    }

    static PublishBatchRequest request(String topicArn, List<Letter> parcel) {
        return PublishBatchRequest.builder()
                .topicArn(topicArn)
                .publishBatchRequestEntries(parcel.stream().map(Parcels::entry).toList())
                .build();
    }

    private Future<Map<UUID, Fault>> post(List<Letter> parcel) {
        return topic.arn()
                .compose(arn -> calls.call(sns -> sns.publishBatch(request(arn, parcel))))
                .map(SnsDestination::refusals)
                .onSuccess(answered -> topic.trust())
                .onFailure(topic::doubt)
                .otherwise(thrown -> Destination.noneOf(parcel, thrown));
    }

    private static Map<UUID, Fault> refusals(PublishBatchResponse answer) {
        Map<UUID, Fault> refused = new HashMap<>();
        for (BatchResultErrorEntry entry : answer.failed()) {
            refused.put(
                    UUID.fromString(entry.id()),
                    Fault.unavailable("SNS refused it: %s (%s)".formatted(entry.message(), entry.code())));
        }
        return refused;
    }
}
