package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Roster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the drivers there are: it drives the tape while it has the lease, and stands by otherwise. For use on one context. */
final class Driver implements Lease.Holder {
    private static final Logger log = LoggerFactory.getLogger(Driver.class);

    private final Vertx vertx;
    private final Node node;
    private final DriverConfig config;
    private final Store store;
    private final Consumer<EventData> announce;
    private final Roster roster;
    private final Lease lease;
    private final LongAdder asked = new LongAdder();

    private Optional<Tenure> tenure = Optional.empty();
    private Runnable ready = () -> {};
    private boolean changing;

    Driver(Vertx vertx, Node node, DriverConfig config, Store store, Consumer<EventData> announce) {
        this.vertx = vertx;
        this.node = node;
        this.config = config;
        this.store = store;
        this.announce = announce;
        this.roster = new Roster(
                vertx, node::nanos, () -> tenure.ifPresent(t -> t.tape().rosterChanged()));
        this.lease = new Lease(vertx, node, store.claims(), this);
    }

    /** From now on it follows the receivers and stands for the lease; {@code whenTakenUp} runs each time that it has the tape. */
    Future<Void> start(Runnable whenTakenUp) {
        ready = whenTakenUp;
        return roster.follow().onSuccess(v -> lease.contest());
    }

    @Override
    public void won(long fence) {
        var way = new Way(vertx, node, roster, fence, config.window(), asked, lease::standDown);
        var begun = new Tenure(way, config, store, announce);
        tenure = Optional.of(begun);
        begun.takeUp()
                .onSuccess(v -> ready.run())
                .onFailure(thrown -> log.debug("the tape is not taken up: {}", Causes.text(thrown)));
    }

    @Override
    public void lost() {
        tenure.ifPresent(Tenure::close);
        tenure = Optional.empty();
    }

    @Override
    public boolean reachesReceivers() {
        return !roster.receivers().isEmpty();
    }

    /** Begins the first tape when enough symbols have data, and lets new symbols join. */
    void act(List<Ready> symbols) {
        tenure.filter(now -> now.takenUp() && !changing).ifPresent(now -> act(now, symbols));
    }

    private void act(Tenure now, List<Ready> symbols) {
        Optional<Run> run = now.tape().run();
        if (run.isEmpty() && config.autostart() && symbols.size() >= config.threshold()) {
            announce.accept(new EventData.StreamingReady(symbols.size(), config.threshold()));
            change(now.begin(RunRequest.DEFAULT, symbols));
        } else if (now.tape().streaming()) {
            run.filter(Run::open).ifPresent(on -> join(now, on, symbols));
        }
    }

    private void join(Tenure now, Run run, List<Ready> symbols) {
        Set<String> playing = Set.copyOf(run.symbols());
        List<Ready> fresh = symbols.stream()
                .filter(symbol -> !playing.contains(symbol.symbol()))
                .toList();
        if (!fresh.isEmpty()) {
            change(now.join(fresh));
        }
    }

    private void change(Future<?> change) {
        changing = true;
        change.onFailure(thrown -> log.warn("the tape stays as it is: {}", Causes.text(thrown)))
                .onComplete(v -> changing = false);
    }

    /**
     * The tenure that is on.
     *
     * @throws Fault CONFLICT, naming the holder, when another driver has the lease; UNAVAILABLE when none is known to
     */
    Tenure require() {
        return tenure.orElseThrow(() -> lease.claim()
                .map(claim ->
                        Fault.of(Fault.Kind.CONFLICT, "the tape is driven by %s, not here".formatted(claim.holder())))
                .orElseGet(() -> Fault.unavailable("no driver has the tape yet")));
    }

    /** The tape, while it is ours. */
    Optional<Tape> tape() {
        return tenure.map(Tenure::tape);
    }

    Lease lease() {
        return lease;
    }

    /** How often a receiver was asked where to go on. */
    long resyncs() {
        return asked.sum();
    }

    /** Tells the receivers what was generated and acknowledged. */
    void publishLedger() {
        tape().flatMap(Tape::ledger).ifPresent(ledger -> Contract.DRIVER_LEDGER.publish(vertx.eventBus(), ledger));
    }

    /** Sends nothing more and gives the lease up. */
    Future<?> stop() {
        tenure.ifPresent(Tenure::close);
        return lease.release();
    }
}
