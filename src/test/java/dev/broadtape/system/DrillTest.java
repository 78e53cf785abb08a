package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The claim: whatever is killed, frozen or cut off, and however often, a {@code read_committed} consumer sees byte for byte what an
 * undisturbed run of the same seed gives, the stores hold the same, and the ledger is zero.
 */
class DrillTest {
    private static final int FAULTS = Integer.getInteger("drill.faults", 20);
    private static final long SEED = Long.getLong("drill.seed", 1);
    private static final int SPEED = 10;
    private static final String TOPIC = "stock-ticks";

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingDoubledWhateverFails() throws Exception {
        assumeTrue(Hosts.possible(), "needs root and iproute2: hosts are network namespaces");
        List<Drill.Outcome> outcomes;
        Content disturbed;
        Content stored;
        RunRequest request;
        try (Hosts hosts = Hosts.up(78, 3);
                Fleet fleet = new Fleet(folder, hosts)) {
            fleet.start();
            request = RunRequest.of(UuidCreator.getTimeOrderedEpoch(), fleet.url("ingest-1", ""));
            RunRequest.start(fleet.url(holder(fleet), ""), request.open(SPEED));
            try (var watch = new Watch(fleet.brokers(), TOPIC)) {
                await().atMost(Broadtape.PATIENCE).until(() -> watch.allMovedSince(0));
                outcomes = new Drill(fleet, hosts, watch, SEED).run(FAULTS);
                settle(fleet, request);
                assertThat(watch.violations()).isEmpty();
            }
            disturbed = Content.ofTopic(fleet.brokers(), TOPIC);
            Fleet.RECEIVERS.forEach(name -> fleet.process(name).kill());
            stored = Content.ofStores(Fleet.RECEIVERS.stream().map(fleet::data).toList(), request.symbols());
        }
        Content undisturbed =
                undisturbed(request, disturbed.size() / request.symbols().size());

        assertThat(disturbed.size()).isEqualTo(undisturbed.size());
        assertThat(disturbed.records().equals(undisturbed.records()))
                .as("the same records in the same order")
                .isTrue();
        assertThat(stored.values().equals(undisturbed.values()))
                .as("the stores hold the same")
                .isTrue();
        DrillReport.write(outcomes, disturbed.size(), SEED);
    }

    private static String holder(Fleet fleet) {
        await().atMost(Broadtape.PATIENCE).until(() -> fleet.holder().isPresent());
        return fleet.holder().orElseThrow();
    }

    /** Pauses the run and waits until every tick of it is everywhere, by the ledger's word. */
    private static void settle(Fleet fleet, RunRequest request) {
        Fleet.RECEIVERS.forEach(fleet::awaitReady);
        await().atMost(Broadtape.PATIENCE).ignoreExceptions().until(() -> {
            String pause = "/api/v1/runs/%s/pause".formatted(request.run());
            return Http.post(fleet.url(holder(fleet), pause), new JsonObject()).statusCode() == 200;
        });
        await().atMost(Broadtape.PATIENCE).ignoreExceptions().untilAsserted(() -> assertSettled(fleet));
    }

    private static void assertSettled(Fleet fleet) {
        JsonObject ledger = Http.json(fleet.url("receiver-1", "/api/v1/stream/ledger"));
        assertThat(ledger.getLong("residue")).as(ledger.encode()).isZero();
        JsonArray partitions = ledger.getJsonArray("runs").getJsonObject(0).getJsonArray("partitions");
        assertThat(partitions).hasSize(4);
        for (Object each : partitions) {
            JsonObject partition = (JsonObject) each;
            assertThat(List.of(
                            partition.getLong("acknowledged"),
                            partition.getLong("stored"),
                            partition.getLong("inKafka")))
                    .as(ledger.encode())
                    .containsOnly(partition.getLong("generated"));
        }
    }

    private Content undisturbed(RunRequest request, long slices) {
        var ports = new Ports();
        var arguments = new ArrayList<>(ports.sets());
        arguments.addAll(
                List.of("--data", folder.resolve("undisturbed").toString(), "--set", "driver.autostart=false"));
        try (var broadtape = Broadtape.start(folder, arguments)) {
            List.of("ingest", "receiver", "driver").forEach(tier -> broadtape.awaitReady(ports.of(tier)));
            String driver = "http://127.0.0.1:" + ports.of("driver");
            request.playToTheEnd(driver, slices);
            return Content.ofTopic("127.0.0.1:" + ports.of("kafka"), TOPIC);
        }
    }
}
