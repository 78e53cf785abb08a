package dev.broadtape.driver;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.contract.Contract;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run that is on: plans it, has its partitions sent, and changes the plan.
 *
 * <p>A change is stored before a tick of it is made, and while it is being stored no partition goes beyond the slice
 * where it begins. So whoever takes the run over finds a plan that holds for every tick there is. For use on one context.
 */
final class Tape {
    private static final Logger log = LoggerFactory.getLogger(Tape.class);

    private final Vertx vertx;
    private final Node node;
    private final DriverConfig config;
    private final Runs runs;
    private final Consumer<EventData> announce;
    private final List<PartitionSender> senders = new ArrayList<>();

    private Optional<Run> run = Optional.empty();
    private long limit = Long.MAX_VALUE;
    private boolean changing;

    Tape(Vertx vertx, Node node, DriverConfig config, Runs runs, Consumer<EventData> announce) {
        this.vertx = vertx;
        this.node = node;
        this.config = config;
        this.runs = runs;
        this.announce = announce;
    }

    /** Takes up the stored run that is active, if there is one. */
    Future<Void> resumeStored() {
        return runs.active().onSuccess(found -> found.ifPresent(this::play)).mapEmpty();
    }

    /** Begins a run with these symbols. */
    Future<Void> begin(List<Ready> symbols) {
        if (changing) {
            return Future.succeededFuture();
        }
        long now = node.nowMicros();
        var segment =
                new Segment(0, now, now, config.tickInterval().toNanos() / 1_000, config.speed(), listings(symbols));
        var begun = new Run(
                UuidCreator.getTimeOrderedEpoch(),
                0,
                Run.State.RUNNING,
                config.mode().source(),
                config.seed(),
                Contract.PARTITIONS,
                node.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                List.of(segment),
                Optional.empty());
        return change(Long.MAX_VALUE, begun, runs.insert(begun), this::play);
    }

    private void play(Run begun) {
        run = Optional.of(begun);
        for (int partition = 0; partition < begun.partitions(); partition++) {
            senders.add(new PartitionSender(vertx, node, begun, partition, config.window(), sender -> synced()));
        }
        log.info(
                "run {} is {} with {} symbols",
                begun.run(),
                begun.state(),
                begun.listings().size());
        senders.forEach(PartitionSender::start);
        announceState(begun, "taken up");
    }

    private void announceState(Run now, String reason) {
        if (now.state() == Run.State.RUNNING) {
            announce.accept(new EventData.StreamingStarted(
                    now.run(),
                    now.seed(),
                    now.mode(),
                    now.listings().size(),
                    now.last().intervalMicros()));
        } else {
            announce.accept(new EventData.StreamingStopped(now.run(), reason, positions()));
        }
    }

    /** When all partitions know where they are and have been away for too long, the tape goes on from now. */
    private void synced() {
        Run now = run.orElseThrow();
        boolean late = lagMicros() > config.catchUp().toNanos() / 1_000;
        if (late && now.state() == Run.State.RUNNING && !changing && streaming()) {
            log.info("the tape was away for {} s and goes on from now", lagMicros() / 1_000_000);
            replan(now, nextSlice()).onFailure(thrown -> log.warn("going on from now: {}", Causes.text(thrown)));
        }
    }

    /** Puts new symbols on the tape, from the next slice that no partition has made. */
    Future<Void> join(List<Ready> symbols) {
        Run now = run.orElseThrow();
        Segment last = now.last();
        long from = nextSlice();
        return save(
                from,
                now.with(new Segment(
                        from,
                        last.timeMicros(from),
                        last.dueMicros(from),
                        last.intervalMicros(),
                        last.speed(),
                        listings(symbols))),
                next -> log.info("{} symbols joined the tape at slice {}", symbols.size(), from));
    }

    Future<Void> pause() {
        Run now = expect(Run.State.RUNNING);
        return save(nextSlice(), now.paused(nextSlice()), next -> announceState(next, "paused"));
    }

    Future<Void> resume() {
        Run now = expect(Run.State.PAUSED);
        return replan(now, now.endSlice().orElseThrow());
    }

    private Future<Void> replan(Run now, long from) {
        long wall = node.nowMicros();
        var segment = new Segment(from, wall, wall, config.tickInterval().toNanos() / 1_000, config.speed(), List.of());
        return save(from, now.with(segment), next -> announceState(next, "resumed"));
    }

    private Run expect(Run.State state) {
        return run.filter(now -> now.state() == state)
                .orElseThrow(() -> Fault.of(
                        Fault.Kind.CONFLICT,
                        "the run must be %s and is %s"
                                .formatted(
                                        state.label(),
                                        run.map(r -> r.state().label()).orElse("not there"))));
    }

    private Future<Void> save(long from, Run next, Consumer<Run> then) {
        if (next.segments().size() > Run.MAX_SEGMENTS) {
            return Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "the run is full: begin a new one"));
        }
        if (changing) {
            return Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "the run is being changed already"));
        }
        return change(from, next, runs.save(next), saved -> {
            run = Optional.of(saved);
            senders.forEach(sender -> sender.follow(saved));
            then.accept(saved);
        });
    }

    private Future<Void> change(long from, Run next, Future<Void> stored, Consumer<Run> then) {
        changing = true;
        limit = from;
        return stored.recover(thrown -> settle(next, thrown))
                .onSuccess(v -> then.accept(next))
                .onComplete(v -> {
                    changing = false;
                    limit = Long.MAX_VALUE;
                });
    }

    /** A change that failed may be stored all the same, but for a fault; the tape holds until the store says. */
    private Future<Void> settle(Run next, Throwable thrown) {
        if (thrown instanceof Fault) {
            return Future.failedFuture(thrown);
        }
        return new Retry(vertx, "reading run " + next.run())
                .untilDone(() -> runs.find(next.run()))
                .compose(found -> found.filter(next::equals).isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(thrown));
    }

    void beat() {
        senders.forEach(sender -> sender.pump(limit));
    }

    void close() {
        senders.forEach(PartitionSender::close);
    }

    private static List<Listing> listings(List<Ready> symbols) {
        return symbols.stream()
                .map(ready -> new Listing(ready.symbol(), ready.closeE4()))
                .toList();
    }

    Optional<Run> run() {
        return run;
    }

    /** Whether it runs and every partition has a receiver. */
    boolean streaming() {
        return run.filter(now -> now.state() == Run.State.RUNNING).isPresent()
                && senders.stream().allMatch(PartitionSender::streaming);
    }

    Set<String> symbols() {
        return run.stream()
                .flatMap(now -> now.listings().stream())
                .map(Listing::symbol)
                .collect(Collectors.toSet());
    }

    /** The first slice that no partition has made. */
    private long nextSlice() {
        return senders.stream().mapToLong(PartitionSender::nextSlice).max().orElse(0);
    }

    /** By partition, the last durable sequence. */
    Map<Integer, Long> positions() {
        var positions = new HashMap<Integer, Long>();
        senders.forEach(sender -> positions.put(sender.partition(), sender.acknowledged()));
        return positions;
    }

    long sum(ToLongFunction<PartitionSender> figure) {
        return senders.stream().mapToLong(figure).sum();
    }

    long lagMicros() {
        return senders.stream().mapToLong(PartitionSender::lagMicros).max().orElse(0);
    }

    /** A tick of the slice before the next one, as an example. */
    Optional<EventData> sample() {
        return run.filter(now -> now.state() == Run.State.RUNNING && nextSlice() > 0)
                .flatMap(now -> new Schedule(now, 0).frame(nextSlice() - 1, 0))
                .map(TickFrame::ticks)
                .map(ticks -> new EventData.TickGenerated(ticks.get(0)));
    }
}
