package dev.broadtape.receiver.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.broadtape.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A committed record, to be shown.
 *
 * @param value the JSON that it is, else its bytes in base64
 */
public record Message(
        int partition,
        long offset,
        Instant timestamp,
        Optional<String> key,
        JsonNode value,
        Map<String, String> headers) {
    static final Comparator<Message> NEWEST_FIRST = Comparator.comparing(Message::timestamp)
            .thenComparing(Message::partition)
            .thenComparing(Message::offset)
            .reversed();

    static Message of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return new Message(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Optional.ofNullable(record.key()).map(Message::text),
                value(record.value()),
                headers);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode value(byte[] bytes) {
        if (bytes == null) {
            return NullNode.getInstance();
        }
        try {
            return Wire.mapper().readTree(bytes);
        } catch (IOException e) {
            return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
