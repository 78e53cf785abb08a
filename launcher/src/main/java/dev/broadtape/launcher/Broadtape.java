package dev.broadtape.launcher;

import dev.broadtape.kit.Causes;
import dev.broadtape.launcher.config.ConfigException;
import dev.broadtape.launcher.config.Configuration;
import dev.broadtape.launcher.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar broadtape.jar}. */
@Command(
        name = "broadtape",
        mixinStandardHelpOptions = true,
        versionProvider = Broadtape.Version.class,
        sortOptions = false,
        subcommands = MoveTicks.class,
        description = "A market-event pipeline: ingest, driver, receiver, dashboard and bridge in one jar.%n"
                + "Without options everything runs here, on embedded services and bundled history.")
public final class Broadtape implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Broadtape.class);
    private static final int CANNOT_START = 1;
    private static final int WRONG_CONFIGURATION = 2;

    @Option(names = "--conf", paramLabel = "FILE", description = "Configuration; a verticle's section turns it on.")
    private @Nullable Path conf;

    @Option(
            names = "--verticles",
            split = ",",
            paramLabel = "NAME",
            description = "Which verticles run here, whatever sections there are.")
    private Set<String> verticles = new LinkedHashSet<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, such as driver.tickInterval=50ms. May be repeated.")
    private Map<String, String> sets = new LinkedHashMap<>();

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default: ./data).")
    private Path data = Path.of("data");

    @Option(names = "--check", description = "Check the configuration, say what would start, and exit.")
    private boolean check;

    @Option(names = "--list", description = "Name the verticles and exit.")
    private boolean list;

    @Spec
    private @Nullable CommandSpec spec;

    /** Exits with 0 after a stop, 1 when something could not start, 2 when the command line or configuration is wrong. */
    public static void main(String... arguments) {
        int code = new CommandLine(new Broadtape())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        System.exit(code);
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Catalogue.ENTRIES.forEach(entry -> out().printf("%-10s %s%n", entry.name(), entry.about()));
            return CommandLine.ExitCode.OK;
        }
        return withSettings((settings, where) -> check ? describe(settings) : run(settings));
    }

    /** What needs the configuration and the folder of the data. */
    interface Work {
        int run(Settings settings, Path where) throws Exception;
    }

    /** Reads the configuration first; says what is wrong with it. */
    int withSettings(Work work) throws Exception {
        try {
            return work.run(
                    Configuration.read(Optional.ofNullable(conf), verticles, System.getenv(), sets),
                    data.toAbsolutePath());
        } catch (ConfigException e) {
            err().println("The configuration cannot be used:");
            String.valueOf(e.getMessage()).lines().forEach(line -> err().println("  " + line));
            return WRONG_CONFIGURATION;
        }
    }

    private int describe(Settings settings) {
        Catalogue.ENTRIES.stream()
                .filter(entry -> settings.verticles().contains(entry.name()))
                .forEach(entry ->
                        out().printf("%-10s %s%n", entry.name(), entry.where().apply(settings)));
        out().printf("%-10s %s%n", "mongo", settings.mongo());
        out().printf("%-10s %s%n", "redis", settings.redis());
        out().printf("%-10s %s%n", "kafka", settings.kafka());
        out().printf("%-10s %s%n", "accumulo", settings.accumulo());
        out().printf("%-10s %s%n", "sns", settings.sns());
        out().printf(
                        "%-10s %s%n",
                        "cluster", settings.cluster().map(Object::toString).orElse("none"));
        out().printf("%-10s %s%n", "data", data.toAbsolutePath());
        return CommandLine.ExitCode.OK;
    }

    private int run(Settings settings) throws InterruptedException {
        try {
            Pipeline pipeline = Pipeline.start(settings, data.toAbsolutePath(), Version.text());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(pipeline), "stop"));
            announce(settings);
        } catch (Exception e) {
            log.debug("cannot start", e);
            err().println("Broadtape cannot start: " + Causes.text(e));
            return CANNOT_START;
        }
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private void announce(Settings settings) {
        log.info("broadtape {} is up with {}", Version.text(), settings.verticles());
        if (settings.verticles().contains("dashboard")) {
            out().printf(
                            "The tape is at http://%s:%d/%n",
                            settings.node().host(), settings.dashboard().port());
            out().flush();
        }
    }

    /** A stop that was asked for is no failure: the exit code is 0, not the signal's. */
    private static void stop(Pipeline pipeline) {
        log.info("stopping");
        pipeline.stop();
        log.info("stopped");
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** The version, from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        static String text() {
            return Optional.ofNullable(Broadtape.class.getPackage().getImplementationVersion())
                    .orElse("development");
        }

        @Override
        public String[] getVersion() {
            return new String[] {"broadtape " + text()};
        }
    }
}
