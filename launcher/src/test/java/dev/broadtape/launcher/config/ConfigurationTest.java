package dev.broadtape.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    @Test
    void withoutAFileEverythingRunsHereOnEmbeddedServices() {
        Settings settings = Configuration.read(Optional.empty(), Set.of(), NOTHING, NOTHING);

        assertThat(settings.verticles()).containsExactlyInAnyOrderElementsOf(Configuration.VERTICLES);
        assertThat(settings.kafka().embedded()).isTrue();
        assertThat(settings.kafka().address()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.cluster()).isEmpty();
        assertThat(settings.ingest().symbols()).hasSize(30);
        assertThat(settings.driver().tickInterval()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theLaterLayerWins() throws IOException {
        Path file = file("driver: {port: 1, threshold: 2, tickInterval: 3ms, seed: 4}");

        Settings settings = Configuration.read(
                Optional.of(file),
                Set.of(),
                Map.of("BROADTAPE_DRIVER_THRESHOLD", "20", "BROADTAPE_DRIVER_TICKINTERVAL", "30s"),
                Map.of("driver.tickInterval", "50s"));

        assertThat(settings.driver().port()).isEqualTo(1);
        assertThat(settings.driver().threshold()).isEqualTo(20);
        assertThat(settings.driver().tickInterval()).isEqualTo(Duration.ofSeconds(50));
        assertThat(settings.driver().seed()).isEqualTo(4);
        assertThat(settings.driver().speed()).hasToString("1");
    }

    @Test
    void aSectionTurnsItsVerticleOnAndNamesWinOverSections() throws IOException {
        Path file = file("driver:\ndashboard: {}");

        assertThat(Configuration.read(Optional.of(file), Set.of(), NOTHING, NOTHING)
                        .verticles())
                .containsExactlyInAnyOrder("driver", "dashboard");
        assertThat(Configuration.read(Optional.of(file), Set.of("ingest"), NOTHING, NOTHING)
                        .verticles())
                .containsExactly("ingest");
    }

    @Test
    void aClusterNeedsItsSection() throws IOException {
        Path file = file("cluster: {members: [\"10.0.0.1:5701\", \"10.0.0.2:5701\"]}");

        assertThat(Configuration.read(Optional.of(file), Set.of(), NOTHING, NOTHING)
                        .cluster()
                        .orElseThrow()
                        .members())
                .containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
    }

    @Test
    void theUsualNamesAreUnderstoodAndTurnTheEmbeddedServerOff() {
        Settings settings = Configuration.read(
                Optional.empty(),
                Set.of(),
                Map.of(
                        "MONGODB_URI", "mongodb://db:27017",
                        "KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092",
                        "STOCK_THRESHOLD", "7",
                        "SNS_TOPIC_ARN", "arn:aws:sns:us-east-1:123456789012:events",
                        "ALPHA_VANTAGE_API_KEY", "key"),
                NOTHING);

        assertThat(settings.mongo().embedded()).isFalse();
        assertThat(settings.mongo().address().reveal()).isEqualTo("mongodb://db:27017");
        assertThat(settings.kafka().address()).isEqualTo("k1:9092,k2:9092");
        assertThat(settings.redis().embedded()).isTrue();
        assertThat(settings.driver().threshold()).isEqualTo(7);
        assertThat(settings.bridge().sns().topicArn()).contains("arn:aws:sns:us-east-1:123456789012:events");
        assertThat(settings.toString()).doesNotContain("mongodb://db").doesNotContain("=key");
    }

    @Test
    void listsCanComeFromTheEnvironmentAndFromTheCommandLine() {
        assertThat(Configuration.read(
                                Optional.empty(), Set.of(), Map.of("BROADTAPE_INGEST_SYMBOLS", "AAPL, IBM"), NOTHING)
                        .ingest()
                        .symbols())
                .containsExactly("AAPL", "IBM");
        assertThat(Configuration.read(Optional.empty(), Set.of(), NOTHING, Map.of("ingest.symbols", "[GE, KO]"))
                        .ingest()
                        .symbols())
                .containsExactly("GE", "KO");
    }

    @Test
    void allMistakesOfAllLayersAreToldTogether() throws IOException {
        Path file = file("""
                driver: {prot: 1, threshold: 0, tickInterval: 5, window: [], catchUp: 48h}
                ingest: {symbols: AAPL, alphavantage: {perDay: x}}
                kafka: 5
                nonsense: {}
                """);

        assertThatThrownBy(() -> Configuration.read(
                        Optional.of(file),
                        Set.of("drive"),
                        Map.of("BROADTAPE_DRIVER_SEEDS", "1"),
                        Map.of("driver.sed", "1")))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("driver.prot: is not a setting; the nearest is driver.port")
                .contains("driver.threshold: '0' must be greater than or equal to 1")
                .contains("driver.tickInterval: '5' is not a duration")
                .contains("driver.catchUp: '48h' must be at most 24h")
                .contains("driver.window: '[]' is not a whole number")
                .contains("ingest.symbols: 'AAPL' is not a list")
                .contains("ingest.alphavantage.perDay: 'x' is not a whole number")
                .contains("kafka: '5' was found where settings were expected")
                .contains("nonsense: is not a setting")
                .contains("BROADTAPE_DRIVER_SEEDS: is not a setting; the nearest is BROADTAPE_DRIVER_SEED")
                .contains("--set driver.sed: is not a setting; the nearest is driver.seed")
                .contains("there is no verticle 'drive'");
    }

    @Test
    void everyEnumSaysWhatItTakes() throws IOException {
        Path file = file("driver: {mode: sideways}\nreceiver: {store: cupboard}");

        assertThatThrownBy(() -> Configuration.read(Optional.of(file), Set.of(), NOTHING, NOTHING))
                .message()
                .contains("driver.mode: 'sideways' is not one of [random-walk]")
                .contains("receiver.store: 'cupboard' is not one of [embedded, accumulo]");
    }

    @Test
    void aSecretIsNotShownInAMistake() throws IOException {
        Path file = file("mongo: {uri: {password: hunter2}}");

        assertThatThrownBy(() -> Configuration.read(Optional.of(file), Set.of(), NOTHING, NOTHING))
                .message()
                .contains("mongo.uri")
                .doesNotContain("hunter2");
    }

    @Test
    void whatIsNoConfigurationAtAllSaysSo() throws IOException {
        for (String text : List.of("just text", "[1, 2]", "a: b: c", "driver: {port: 1, port: 2}")) {
            Path file = file(text);
            assertThatThrownBy(() -> Configuration.read(Optional.of(file), Set.of(), NOTHING, NOTHING))
                    .as(text)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("conf.yaml");
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("conf.yaml"), text);
    }
}
