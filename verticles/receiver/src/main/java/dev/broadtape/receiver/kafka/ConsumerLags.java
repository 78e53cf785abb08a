package dev.broadtape.receiver.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far other people's consumer groups are behind on the tick topic. Blocks, some seconds at most; for one thread. */
public final class ConsumerLags {
    /** Groups that are looked at, by name; the others have no figure. */
    public static final int MOST = 50;

    private final Stream stream;

    public ConsumerLags(Stream stream) {
        this.stream = stream;
    }

    /**
     * Offsets that each group has still to read, markers of transactions among them. A group that has committed none on the topic
     * is left out.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public Map<String, Long> read() {
        try (Admin admin = Admin.create(new HashMap<String, Object>(ClientSettings.admin(stream.bootstrapServers())))) {
            var lags = new TreeMap<String, Long>();
            for (String group : groups(admin)) {
                Map<TopicPartition, Long> committed = committed(admin, group);
                if (!committed.isEmpty()) {
                    lags.put(group, lag(committed, ends(admin, committed)));
                }
            }
            return lags;
        } catch (ExecutionException e) {
            throw new KafkaException("consumer groups cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static List<String> groups(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid().get().stream()
                .map(GroupListing::groupId)
                .sorted()
                .limit(MOST)
                .toList();
    }

    private Map<TopicPartition, Long> committed(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(stream.config().topic()) && entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin, Map<TopicPartition, Long> committed)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = committed.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), source -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
    }

    private static long lag(Map<TopicPartition, Long> committed, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return ends.entrySet().stream()
                .mapToLong(end ->
                        Math.max(0, end.getValue().offset() - committed.getOrDefault(end.getKey(), Long.MAX_VALUE)))
                .sum();
    }
}
