package dev.broadtape.launcher;

import dev.broadtape.bridge.BridgeVerticle;
import dev.broadtape.dashboard.DashboardVerticle;
import dev.broadtape.driver.DriverVerticle;
import dev.broadtape.ingest.IngestVerticle;
import dev.broadtape.kit.Node;
import dev.broadtape.launcher.config.Settings;
import dev.broadtape.receiver.ReceiverVerticle;
import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Every verticle by the name that configuration and command line know it by. To add one, add its entry here. */
final class Catalogue {
    /** What a verticle is made from. */
    record Parts(Settings settings, Node node, Path data) {}

    /**
     * One verticle.
     *
     * @param about one line for {@code --list}
     * @param services that it needs; when they are embedded it starts after them
     * @param where its HTTP port, for people
     */
    record Entry(
            String name,
            String about,
            List<String> services,
            Function<Settings, String> where,
            Function<Parts, Deployable> make) {}

    /** In the order in which they start; they stop in the opposite one, so that intake ends first. */
    static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "bridge",
                    "carries domain events between the bus and SNS or Kafka",
                    List.of("kafka", "sns"),
                    settings -> "no port",
                    parts -> new BridgeVerticle(
                            parts.node(),
                            parts.settings().bridge(),
                            parts.settings().kafka(),
                            parts.settings().sns())),
            new Entry(
                    "dashboard",
                    "shows the tape in a browser",
                    List.of(),
                    settings -> "port " + settings.dashboard().port(),
                    parts ->
                            new DashboardVerticle(parts.node(), parts.settings().dashboard())),
            new Entry(
                    "receiver",
                    "keeps every tick and streams them to Kafka",
                    List.of("kafka"),
                    settings -> "port " + settings.receiver().port(),
                    parts -> new ReceiverVerticle(
                            parts.node(),
                            parts.settings().receiver(),
                            parts.settings().kafka(),
                            parts.settings().accumulo(),
                            parts.settings().security(),
                            parts.data())),
            new Entry(
                    "ingest",
                    "brings market data in and tells of it",
                    List.of("mongo", "redis"),
                    settings -> "port " + settings.ingest().port(),
                    parts -> new IngestVerticle(
                            parts.node(),
                            parts.settings().ingest(),
                            parts.settings().driver().threshold(),
                            parts.settings().mongo(),
                            parts.settings().redis(),
                            parts.settings().security())),
            new Entry(
                    "driver",
                    "turns bars into time: the running tape",
                    List.of("mongo"),
                    settings -> "port " + settings.driver().port(),
                    parts -> new DriverVerticle(
                            parts.node(),
                            parts.settings().driver(),
                            parts.settings().mongo(),
                            parts.settings().security())));

    private Catalogue() {}
}
