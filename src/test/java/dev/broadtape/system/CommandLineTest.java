package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar says to people who ask, and to people who are wrong. */
class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void listsTheVerticles() {
        assertThat(run(0, "--list")).contains("ingest", "driver", "receiver", "dashboard", "bridge");
    }

    @Test
    void knowsItsVersionAndItsOptions() {
        assertThat(run(0, "--version")).contains("broadtape 0.");
        assertThat(run(0, "--help")).contains("--conf", "--verticles", "--set", "--data", "--check", "--list");
    }

    @Test
    void checksWithoutStarting() {
        String said =
                run(0, "--check", "--verticles", "ingest,dashboard", "--set", "mongo.uri=mongodb://me:hunter2@db");

        assertThat(said).contains("ingest", "port 8000", "port 3000").doesNotContain("port 8001", "hunter2");
    }

    @Test
    void checksEveryConfigurationThatWeShip() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("broadtape.conf")))) {
            files.forEach(file -> assertThat(
                            run(0, "--check", "--conf", file.normalize().toString()))
                    .contains("data"));
        }
    }

    @Test
    void tellsAllMistakesAtOnceWithKeyValueAndWhatWasExpected() throws Exception {
        Path conf = Files.writeString(folder.resolve("bad.yaml"), """
                driver: {tickIntervall: 50ms, threshold: many, port: 99999}
                receivr: {}
                dashboard: {frameInterval: soon}
                """);

        assertThat(run(2, "--conf", conf.toString(), "--set", "ingest.prot=1", "--verticles", "drivver"))
                .contains("driver.tickIntervall", "nearest is driver.tickInterval")
                .contains("driver.threshold: 'many' is not a whole number")
                .contains("driver.port: '99999' must be less than or equal to 65535")
                .contains("receivr", "nearest is receiver")
                .contains("dashboard.frameInterval: 'soon' is not a duration, such as 100ms")
                .contains("ingest.prot", "nearest is ingest.port")
                .contains("there is no verticle 'drivver'");
    }

    @Test
    void tellsWhereTheYamlIsBroken() throws Exception {
        Path conf = Files.writeString(folder.resolve("broken.yaml"), "driver: {port: 1\nreceiver: [");

        assertThat(run(2, "--conf", conf.toString())).contains("broken.yaml", "line ");
        assertThat(run(2, "--conf", folder.resolve("none.yaml").toString())).contains("there is no file");
        assertThat(run(2, "--no-such-option")).contains("Unknown option");
    }

    @Test
    void saysWhichPortIsTakenAndHowToChangeIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(run(1, "--verticles", "dashboard", "--set", "dashboard.port=" + port, "--conf", empty()))
                    .contains(port, "dashboard.port");
            assertThat(run(1, "--conf", embedded("mongo"), "--set", "mongo.port=" + port))
                    .contains(port, "mongo.port");
        }
    }

    private String empty() throws Exception {
        return Files.writeString(folder.resolve("empty.yaml"), "").toString();
    }

    private String embedded(String service) throws Exception {
        return Files.writeString(folder.resolve(service + ".yaml"), service + ": {embedded: true}")
                .toString();
    }

    private String run(int expected, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        try (var broadtape = Broadtape.start(folder, all)) {
            int code = broadtape.exitCode();
            assertThat(code).as(broadtape.log()).isEqualTo(expected);
            return broadtape.log();
        }
    }
}
