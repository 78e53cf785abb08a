package dev.broadtape.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.broadtape.launcher.config.ClusterConfig;
import dev.broadtape.launcher.config.ClusterConfig.Aws;
import dev.broadtape.launcher.config.ClusterConfig.Discovery;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final List<String> MEMBERS = List.of("10.0.0.1:5701", "10.0.0.2:5701");

    @Test
    void membersMeetByTheirListAndByNothingElse() {
        JoinConfig join = join(Discovery.TCP, "");

        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).isEqualTo(MEMBERS);
        assertThat(join.getAwsConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    }

    @Test
    void instancesMeetByTheirTagAndByNothingElse() {
        JoinConfig join = join(Discovery.AWS, "");

        assertThat(join.getAwsConfig().isEnabled()).isTrue();
        assertThat(join.getAwsConfig().getProperties())
                .containsEntry("region", "eu-central-1")
                .containsEntry("tag-key", "pipeline")
                .containsEntry("tag-value", "tape")
                .containsEntry("hz-port", "5801")
                .doesNotContainKey("host-header");
        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    }

    @Test
    void anotherEndpointThanTheRegionsIsAsked() {
        assertThat(join(Discovery.AWS, "http://10.0.0.9:5000").getAwsConfig().getProperties())
                .containsEntry("host-header", "http://10.0.0.9:5000");
    }

    private static JoinConfig join(Discovery discovery, String endpoint) {
        var aws = new Aws("eu-central-1", "pipeline", "tape", endpoint);
        var cluster = new ClusterConfig("broadtape", 5801, discovery, MEMBERS, aws);
        Config config = Cluster.config(cluster, "10.0.0.1");
        return config.getNetworkConfig().getJoin();
    }
}
