package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.sns.State.Posted;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operations that publish. */
final class PublishActions {
    private final Journal journal;
    private final Couriers couriers;
    private final Clock clock;

    PublishActions(Journal journal, Couriers couriers, Clock clock) {
        this.journal = journal;
        this.couriers = couriers;
        this.clock = clock;
    }

    Map<String, Action> byName() {
        return Map.of("Publish", this::publish, "PublishBatch", this::publishBatch);
    }

    private Future<String> publish(QueryRequest request) {
        String topicArn = request.text("TargetArn").orElseGet(() -> request.required("TopicArn"));
        Message message = message(request, topicArn);
        return journal.write(state -> state.post(message))
                .onSuccess(posted -> couriers.wake(posted.recipients()))
                .map(posted -> Xml.text("MessageId", posted.messageId()));
    }

    private Future<String> publishBatch(QueryRequest request) {
        String topicArn = request.required("TopicArn");
        List<QueryRequest> entries = request.members("PublishBatchRequestEntries.member");
        Batch.ensureAcceptable(entries);
        return journal.write(state -> batch(state, topicArn, entries))
                .onSuccess(batch -> couriers.wake(batch.recipients()))
                .map(Batch::xml);
    }

    private Batch batch(State state, String topicArn, List<QueryRequest> entries) {
        state.topics().get(topicArn);
        var batch = new Batch();
        entries.forEach(entry -> post(state, topicArn, entry, batch));
        return batch;
    }

    private void post(State state, String topicArn, QueryRequest entry, Batch batch) {
        String id = entry.required("Id");
        try {
            Posted posted = state.post(message(entry, topicArn));
            batch.accepted(id, posted);
        } catch (AwsFault fault) {
            batch.refused(id, fault);
        }
    }

    private Message message(QueryRequest request, String topicArn) {
        if (request.text("MessageStructure").isPresent()) {
            throw AwsFault.invalid("MessageStructure: this endpoint takes plain messages only");
        }
        String id = UUID.randomUUID().toString();
        String body = request.required("Message");
        return new Message(id, topicArn, subject(request), body, clock.millis(), attributes(request)).checked();
    }

    private static String subject(QueryRequest request) {
        Optional<String> subject = request.text("Subject");
        if (subject.filter(String::isEmpty).isPresent()) {
            throw AwsFault.invalid("Subject");
        }
        return subject.orElse("");
    }

    private static Map<String, Attribute> attributes(QueryRequest request) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (QueryRequest entry : request.members("MessageAttributes.entry")) {
            String value = entry.text("Value.BinaryValue")
                    .or(() -> entry.text("Value.StringValue"))
                    .orElse("");
            attributes.put(entry.required("Name"), new Attribute(entry.required("Value.DataType"), value));
        }
        return attributes;
    }
}
