package dev.broadtape.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kafka.server.metadata.KRaftMetadataCache;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.LeaderConstants;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

/** What a broker needs to be right about for the commits of the one killed before it to be finished. */
class LeaderlessPartitionTest {
    private static final String TOPIC = "ticks";

    /** Kafka 4.3.1 and 4.4.0 say that it is gone, and drop the markers meant for it. */
    @Test
    void isNotTakenForADeletedOne() {
        var cache = new KRaftMetadataCache(KafkaSettings.NODE_ID, () -> KRaftVersion.KRAFT_VERSION_0);
        cache.setImage(leaderless());

        assertThat(cache.getPartitionLeaderEndpoint(TOPIC, 0, new ListenerName("BROKER")))
                .isPresent();
        assertThat(cache.getPartitionLeaderEndpoint("deleted", 0, new ListenerName("BROKER")))
                .isEmpty();
    }

    private static MetadataImage leaderless() {
        var id = Uuid.randomUuid();
        var delta = new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new TopicRecord().setName(TOPIC).setTopicId(id));
        delta.replay(new PartitionRecord()
                .setTopicId(id)
                .setPartitionId(0)
                .setReplicas(List.of(KafkaSettings.NODE_ID))
                .setIsr(List.of(KafkaSettings.NODE_ID))
                .setLeader(LeaderConstants.NO_LEADER));
        return delta.apply(MetadataProvenance.EMPTY);
    }
}
