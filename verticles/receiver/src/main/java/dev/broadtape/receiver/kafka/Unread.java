package dev.broadtape.receiver.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Leaves keys and values where they are, for a reader of headers. */
final class Unread implements Deserializer<@Nullable Void> {
    @Override
    public @Nullable Void deserialize(String topic, byte[] data) {
        return null;
    }

    @Override
    public @Nullable Void deserialize(String topic, Headers headers, ByteBuffer data) {
        return null;
    }
}
