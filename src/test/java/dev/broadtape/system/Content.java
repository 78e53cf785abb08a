package dev.broadtape.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.kafka.TickBytes;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.store.RocksTickStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What ticks there are: of each record only a digest is kept, so that millions can be compared. */
final class Content {
    private static final Keep EVERYTHING = new Keep(Duration.ofDays(36_500), Long.MAX_VALUE);
    private static final int PAGE = 10_000;

    /** By partition, the records in their order: key, value and headers. */
    private final Map<Integer, List<Long>> records = new TreeMap<>();
    /** By symbol and sequence, the values. */
    private final Map<String, Map<Long, Long>> values = new TreeMap<>();

    /** Everything that a {@code read_committed} consumer of the topic sees. */
    static Content ofTopic(String brokers, String topic) {
        var content = new Content();
        KafkaRecords.each(brokers, topic, new ByteArrayDeserializer(), content::add);
        return content;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        MessageDigest digest = sha256();
        digest.update(record.key());
        digest.update(record.value());
        for (Header header : record.headers()) {
            digest.update(header.key().getBytes(US_ASCII));
            digest.update(header.value());
        }
        records.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                .add(start(digest.digest()));
        long sequence = Long.parseLong(
                new String(record.headers().lastHeader("sequence").value(), US_ASCII));
        put(new String(record.key(), US_ASCII), sequence, record.value());
    }

    /** The ticks of these symbols in all stores together; the stores must not be open elsewhere. */
    static Content ofStores(Collection<Path> folders, Collection<String> symbols) {
        var content = new Content();
        for (Path folder : folders) {
            try (var store = RocksTickStore.open(folder, EVERYTHING, false)) {
                symbols.forEach(symbol -> content.addAll(store, symbol));
            }
        }
        return content;
    }

    private void addAll(RocksTickStore store, String symbol) {
        var json = new TickBytes();
        long from = 0;
        List<Tick> page;
        do {
            page = store.range(symbol, from, Long.MAX_VALUE, PAGE);
            for (Tick tick : page) {
                put(symbol, tick.sequence(), json.encode(tick));
                from = tick.timeMicros() + 1;
            }
        } while (page.size() == PAGE);
    }

    private void put(String symbol, long sequence, byte[] value) {
        values.computeIfAbsent(symbol, any -> new TreeMap<>()).put(sequence, start(sha256().digest(value)));
    }

    private static long start(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By partition, the digests of its records in their order. */
    Map<Integer, List<Long>> records() {
        return records;
    }

    /** By symbol and sequence, the digests of the values. */
    Map<String, Map<Long, Long>> values() {
        return values;
    }

    long size() {
        return records.values().stream().mapToLong(List::size).sum();
    }
}
