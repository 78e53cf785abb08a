package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.EventType;
import dev.broadtape.kit.config.SnsConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events the bridge has SNS post back. */
class SnsFilterTest {
    private static final BridgeConfig.Only LOADED_HERE =
            new BridgeConfig.Only(List.of(EventType.STOCK_DATA_LOADED), List.of("ingest"), List.of());
    private static final String POLICY = "{\"EventType\":[\"stock_data_loaded\"],\"EventSource\":[\"ingest\"]}";

    private final Bridge bridge = new Bridge();
    private SnsStandIn sns;

    @BeforeEach
    void stand() throws Exception {
        sns = new SnsStandIn(bridge.vertx, SigningKey.sns());
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void subscribesWithTheFilter() throws Exception {
        start(LOADED_HERE);
        bridge.awaitTrouble("sns", Fixtures.DELIVER_TO);

        assertThat(sns.calls("Subscribe"))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsAllEntriesOf(
                                Map.of("Attributes.entry.1.key", "FilterPolicy", "Attributes.entry.1.value", POLICY)));
    }

    @Test
    void asksForNoFilterWhereItWantsEverything() throws Exception {
        start(BridgeConfig.Only.EVERYTHING);
        bridge.awaitTrouble("sns", Fixtures.DELIVER_TO);

        assertThat(sns.calls("Subscribe"))
                .singleElement()
                .satisfies(call -> assertThat(call.keySet()).noneMatch(key -> key.startsWith("Attributes")));
    }

    @Test
    void givesASubscriptionThatIsThereTheFilterOfNow() throws Exception {
        sns.subscription = SnsStandIn.ARN + ":1";
        sns.filter = "{\"EventType\":[\"health_check\"]}";

        start(LOADED_HERE);

        bridge.awaitCheck("sns", true);
        assertThat(sns.calls("SetSubscriptionAttributes"))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsAllEntriesOf(Map.of(
                                "SubscriptionArn",
                                SnsStandIn.ARN + ":1",
                                "AttributeName",
                                "FilterPolicy",
                                "AttributeValue",
                                POLICY)));
    }

    @Test
    void takesAFilterAwayThatIsNotWantedAnyMore() throws Exception {
        sns.subscription = SnsStandIn.ARN + ":1";
        sns.filter = POLICY;

        start(BridgeConfig.Only.EVERYTHING);

        bridge.awaitCheck("sns", true);
        assertThat(sns.filter).isEqualTo("{}");
    }

    @Test
    void leavesAFilterAloneThatIsRight() throws Exception {
        sns.subscription = SnsStandIn.ARN + ":1";
        sns.filter = " {\"EventSource\": [\"ingest\"], \"EventType\": [\"stock_data_loaded\"]} ";

        start(LOADED_HERE);

        bridge.awaitCheck("sns", true);
        assertThat(sns.calls("SetSubscriptionAttributes")).isEmpty();
    }

    private void start(BridgeConfig.Only only) throws Exception {
        bridge.start(
                Fixtures.config(Optional.empty(), Optional.empty(), Fixtures.DELIVER_TO, only),
                new SnsConfig(true, sns.port),
                Fixtures.freePort());
    }
}
