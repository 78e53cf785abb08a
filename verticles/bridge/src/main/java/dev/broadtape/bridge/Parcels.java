package dev.broadtape.bridge;

import dev.broadtape.contract.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Events as SNS takes them: attributes to filter by, and no more in one request than it allows. */
final class Parcels {
    /** Of all messages of a request together, attributes included. */
    static final int MAX_BYTES = 256 * 1024;

    static final String EVENT_TYPE = "EventType";
    static final String EVENT_SOURCE = "EventSource";
    static final String SYMBOL = "Symbol";

    private static final String TEXT = "String";

    private Parcels() {}

    static PublishBatchRequestEntry entry(Letter letter) {
        return PublishBatchRequestEntry.builder()
                .id(letter.id().toString())
                .message(letter.json().toString())
                .messageAttributes(attributes(letter))
                .build();
    }

    /** Packs letters in their order, each of which fits. */
    static List<List<Letter>> pack(List<Letter> letters) {
        List<List<Letter>> parcels = new ArrayList<>();
        int room = 0;
        for (Letter letter : letters) {
            int bytes = bytes(letter);
            if (bytes > room || parcels.get(parcels.size() - 1).size() == EventBatch.MAX_EVENTS) {
                parcels.add(new ArrayList<>());
                room = MAX_BYTES;
            }
            parcels.get(parcels.size() - 1).add(letter);
            room -= bytes;
        }
        return parcels;
    }

    static boolean fits(Letter letter) {
        return bytes(letter) <= MAX_BYTES;
    }

    /** As SNS counts: the message, and of each attribute its name, type and value. */
    private static int bytes(Letter letter) {
        int attributes = attributes(letter).entrySet().stream()
                .mapToInt(attribute -> length(attribute.getKey())
                        + TEXT.length()
                        + length(attribute.getValue().stringValue()))
                .sum();
        return letter.json().length() + attributes;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, MessageAttributeValue> attributes(Letter letter) {
        Map<String, MessageAttributeValue> attributes = new TreeMap<>();
        attributes.put(EVENT_TYPE, text(letter.event().eventType().wireName()));
        attributes.put(EVENT_SOURCE, text(letter.event().eventSource()));
        letter.event().data().subject().ifPresent(symbol -> attributes.put(SYMBOL, text(symbol)));
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType(TEXT).stringValue(value).build();
    }
}
