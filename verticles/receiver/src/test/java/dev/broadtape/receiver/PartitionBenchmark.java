package dev.broadtape.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickCodec;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.KafkaTickLog;
import dev.broadtape.receiver.kafka.Stream;
import dev.broadtape.receiver.kafka.StreamConfig;
import dev.broadtape.receiver.kafka.TickBytes;
import dev.broadtape.receiver.kafka.Topics;
import dev.broadtape.receiver.kafka.ValueFormat;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.store.RocksTickStore;
import dev.broadtape.receiver.store.TickStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many ticks a second one partition takes, beside a bare producer of records of the same size in the same run:
 * {@code java -cp … dev.broadtape.receiver.PartitionBenchmark [ticks] [ticks a frame] [rounds]}. Broker, store and all
 * run in this process.
 */
final class PartitionBenchmark implements LaneListener {
    private static final int PARTITION = 0;
    /** Frames that a driver leaves unacknowledged. */
    private static final int WINDOW = 32;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Stream stream;

    private PartitionBenchmark(ValueFormat format) {
        String topic = "bench-" + UUID.randomUUID();
        stream = new Stream(
                Broker.running().address(),
                new StreamConfig(topic, format, topic + "-positions", "none", Duration.ofHours(1), 256L << 20));
    }

    public static void main(String[] args) throws Exception {
        int ticks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int perFrame = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 4;
        for (int round = 1; round <= rounds; round++) {
            for (ValueFormat format : ValueFormat.values()) {
                new PartitionBenchmark(format).run(round, ticks, perFrame);
            }
        }
        System.exit(0);
    }

    private void run(int round, int ticks, int perFrame) throws Exception {
        new Topics(vertx, stream).ensure().await();
        List<TickFrame> frames = frames(ticks, perFrame);
        Speed bare = speed(ticks, () -> bare(frames));
        Path folder = Path.of("target", "bench-" + UUID.randomUUID());
        try (TickStore store = RocksTickStore.open(folder, new Keep(Duration.ofDays(1), 1L << 40), false)) {
            Lane whole = lane(store);
            Speed full = speed(ticks, () -> send(whole, frames));
            String trickle = trickle(whole);
            close(whole);
            Lane half = lane(ForgetfulStore.INSTANCE);
            List<TickFrame> others = frames(ticks, perFrame);
            Speed kafkaOnly = speed(ticks, () -> send(half, others));
            close(half);
            System.out.printf(
                    "%d %-4s %5d a frame | bare %s | partition %s | without store %s | 8 ticks each 100 ms: %s%n",
                    round, stream.config().valueFormat(), perFrame, bare, full, kafkaOnly, trickle);
        }
        vertx.close().await();
    }

    private interface Task {
        void run() throws Exception;
    }

    /** Of wall time, and of processor time of the whole process, which tells more while others compute here too. */
    private record Speed(long perSecond, long cpuNanos) {
        @Override
        public String toString() {
            return "%,9d/s %,6d ns cpu".formatted(perSecond, cpuNanos);
        }
    }

    private static Speed speed(int ticks, Task task) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        task.run();
        long perSecond = ticks * 1_000_000_000L / (System.nanoTime() - start);
        return new Speed(perSecond, (system.getProcessCpuTime() - cpu) / ticks);
    }

    private static List<TickFrame> frames(int ticks, int perFrame) {
        UUID run = UUID.randomUUID();
        return IntStream.range(0, ticks / perFrame)
                .mapToObj(i -> Frames.of(run, PARTITION, 1 + (long) i * perFrame, perFrame))
                .toList();
    }

    private Lane lane(TickStore store) {
        var log = new KafkaTickLog(stream, PARTITION, System::nanoTime);
        Lane lane = new Lane(vertx, PARTITION, new GroupCommit(store::write, log, new SimpleMeterRegistry()), this);
        onContext(() -> Future.succeededFuture(lane.open())).await();
        await().until(lane::owned);
        return lane;
    }

    private void close(Lane lane) {
        onContext(lane::close).await();
    }

    /** As many frames unanswered as a driver has; each crosses to the event loop as bytes, as it would on the bus. */
    private void send(Lane lane, List<TickFrame> frames) throws InterruptedException {
        var window = new Semaphore(WINDOW);
        for (TickFrame frame : frames) {
            window.acquire();
            Buffer bytes = frame.encode();
            onContext(() -> lane.take(TickFrame.decode(bytes))).onComplete(reply -> {
                if (reply.failed()) {
                    reply.cause().printStackTrace();
                }
                window.release();
            });
        }
        window.acquire(WINDOW);
    }

    private String trickle(Lane lane) throws InterruptedException {
        var micros = new ArrayList<Long>();
        UUID run = UUID.randomUUID();
        for (int i = 0; i < 50; i++) {
            TickFrame frame = Frames.of(run, PARTITION, 1 + i * 8L, 8);
            long start = System.nanoTime();
            onContext(() -> lane.take(frame)).await();
            micros.add((System.nanoTime() - start) / 1_000);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        Collections.sort(micros);
        return "p50 %,d us, p98 %,d us".formatted(micros.get(25), micros.get(49));
    }

    /** The same keys, values and headers, made beforehand in part: the first 50,000 again and again. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void bare(List<TickFrame> frames) {
        List<byte[]> values = frames.stream()
                .flatMap(frame -> frame.ticks().stream().map(this::value))
                .limit(50_000)
                .toList();
        try (var producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            int sent = 0;
            for (TickFrame frame : frames) {
                byte[] run = bytes(frame.run().toString());
                byte[] seed = bytes(Long.toString(frame.seed()));
                for (Tick tick : frame.ticks()) {
                    var headers = new RecordHeaders()
                            .add("run", run)
                            .add("sequence", bytes(Long.toString(tick.sequence())))
                            .add("seed", seed);
                    byte[] value = values.get(sent++ % values.size());
                    producer.send(new ProducerRecord<>(
                            stream.config().topic(), 1, null, bytes(tick.symbol()), value, headers));
                }
            }
            producer.flush();
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                stream.bootstrapServers(),
                "acks",
                "all",
                "compression.type",
                "lz4",
                "linger.ms",
                2,
                "batch.size",
                256 * 1024,
                "buffer.memory",
                8 * 1024 * 1024);
    }

    private byte[] value(Tick tick) {
        return stream.config().valueFormat() == ValueFormat.JSON
                ? new TickBytes().encode(tick)
                : new TickCodec().encode(tick);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(v -> work.get().onComplete(done));
        return done.future();
    }

    @Override
    public void opened(Lane lane) {}

    @Override
    public void committed(List<TickFrame> frames) {}

    @Override
    public void refused() {
        throw new IllegalStateException("the window is too large");
    }

    @Override
    public void fenced(Lane lane, Fault why) {}
}
