package dev.broadtape.system.bench;

import dev.broadtape.system.Broadtape;
import dev.broadtape.system.Commands;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.argparse4j.ArgumentParsers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's own {@link ProducerPerformance} as its script runs it: in a JVM of its own with 512 MB, records of 100 random letters,
 * as many and as fast as can be, to a topic with as many partitions as ours.
 */
final class ProducerTool {
    private static final String TOPIC = "producer-performance";
    private static final int PARTITIONS = 4;
    private static final int WARM_UP = 2_000_000;
    private static final int RECORDS = 5_000_000;
    private static final Pattern STEADY =
            Pattern.compile("steady state.*?([0-9.]+) records/sec|([0-9.]+) records/sec.*steady state");

    private final String brokers;

    ProducerTool(String brokers) {
        this.brokers = brokers;
    }

    /** Records a second, once warm. */
    double perSecond(String... properties) throws InterruptedException, ExecutionException {
        createTopic();
        try {
            String output = Commands.run(command(properties).toArray(new String[0]));
            List<String> lines = output.lines().toList();
            return figure(lines.get(lines.size() - 1));
        } finally {
            deleteTopic();
        }
    }

    private static double figure(String line) {
        Matcher found = STEADY.matcher(line);
        if (!found.find()) {
            throw new AssertionError("no figure in: " + line);
        }
        return Double.parseDouble(found.group(1) == null ? found.group(2) : found.group(1));
    }

    private List<String> command(String... properties) {
        var command = new ArrayList<>(List.of(Broadtape.jdk("java"), "-Xmx512m", "-cp", classPath()));
        command.add(ProducerPerformance.class.getName());
        command.addAll(List.of("--bootstrap-server", brokers, "--topic", TOPIC, "--throughput", "-1"));
        command.addAll(List.of("--num-records", Integer.toString(WARM_UP + RECORDS)));
        command.addAll(List.of("--warmup-records", Integer.toString(WARM_UP), "--record-size", "100"));
        command.addAll(List.of("--command-property", "acks=all", "compression.type=lz4"));
        command.addAll(List.of(properties));
        return command;
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                jar(ProducerPerformance.class),
                jar(ArgumentParsers.class),
                System.getProperty("broadtape.jar"));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void deleteTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }
}
