package dev.broadtape.system;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long 20 years of 30 symbols, 150,000 bars, take from files into the embedded MongoDB, and in how much memory:
 * {@code java -cp launcher/target/broadtape.jar:src/test/target/test-classes dev.broadtape.system.HistoryBenchmark
 * launcher/target/broadtape.jar [heap]}. The files come out the same each time.
 */
final class HistoryBenchmark {
    private static final int SYMBOLS = 30;
    private static final int BARS = 5_000;
    private static final long LOOK_NANOS = 50_000_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final String url;

    private HistoryBenchmark(Process process, int port) {
        this.process = process;
        this.url = "http://127.0.0.1:" + port;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("history-benchmark");
        List<String> symbols =
                IntStream.range(0, SYMBOLS).mapToObj(i -> "S%02d".formatted(i)).toList();
        for (String symbol : symbols) {
            write(folder.resolve(symbol + ".csv"), new SplittableRandom(symbol.hashCode()));
        }
        var ports = new Ports();
        var benchmark = new HistoryBenchmark(start(args, folder, ports), ports.of("ingest"));
        try {
            benchmark.run(symbols);
        } finally {
            benchmark.process.destroyForcibly().onExit().join();
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A file as Alpha Vantage writes it, newest first. */
    private static void write(Path file, SplittableRandom random) throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,open,high,low,close,volume"));
        long cents = 10_000;
        for (LocalDate day = LocalDate.of(2026, 11, 20); lines.size() <= BARS; day = day.minusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                long open = Math.max(1_000, cents + random.nextInt(-200, 201));
                lines.add("%s,%s,%s,%s,%s,%d"
                        .formatted(
                                day,
                                decimal(open),
                                decimal(Math.max(open, cents) + random.nextInt(100)),
                                decimal(Math.min(open, cents) - random.nextInt(100)),
                                decimal(cents),
                                random.nextInt(1_000_000, 90_000_000)));
                cents = open;
            }
        }
        Files.write(file, lines);
    }

    private static String decimal(long cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }

    private static Process start(String[] args, Path folder, Ports ports) throws IOException {
        Path conf = Files.writeString(
                folder.resolve("ingest.yaml"), "{ingest: , mongo: {embedded: true}, redis: {embedded: true}}");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (args.length > 1 ? args[1] : "256m"),
                "-jar",
                args[0],
                "--conf",
                conf.toString(),
                "--data",
                folder.resolve("data").toString()));
        command.addAll(ports.sets());
        List.of("ingest.provider=csv", "ingest.csv.folder=" + folder, "ingest.symbols=[S00]")
                .forEach(set -> command.addAll(List.of("--set", set)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void run(List<String> symbols) throws Exception {
        while (!filled()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        System.out.printf(
                "started: %d ms of processor time, %d MB resident%n",
                process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis(), residentMegabytes());
        JsonObject order =
                new JsonObject().put("symbols", new JsonArray(symbols)).put("outputsize", "full");
        long startNanos = System.nanoTime();
        String job = send(HttpRequest.newBuilder(URI.create(url + "/fetch"))
                        .POST(HttpRequest.BodyPublishers.ofString(order.encode())))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        follow(job, startNanos);
        System.out.println(json("/status").encode());
    }

    /** Prints how far it is at each tenth symbol. */
    private void follow(String job, long startNanos) throws Exception {
        int told = 0;
        for (JsonObject now = json(job); true; now = json(job)) {
            int done = now.getInteger("succeeded") + now.getInteger("failed");
            boolean over = now.getString("state").equals("finished");
            if (done >= told + 10 || over) {
                told = done;
                System.out.printf(
                        "%d symbols after %d ms%s: %d ms of processor time since its start, %d MB resident, %d failed%n",
                        done,
                        (System.nanoTime() - startNanos) / 1_000_000,
                        over ? ", over" : "",
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis(),
                        residentMegabytes(),
                        now.getInteger("failed"));
            }
            if (over) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean filled() throws Exception {
        try {
            JsonObject status = json("/status");
            return status.getInteger("unique_symbols") == 1 && status.getInteger("jobs_open") == 0;
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw e;
            }
            return false;
        }
    }

    private JsonObject json(String path) throws Exception {
        return new JsonObject(
                send(HttpRequest.newBuilder(URI.create(url + path))).body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As Linux counts; 0 elsewhere. */
    private long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/%d/status".formatted(process.pid()));
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_000)
                .sum();
    }
}
