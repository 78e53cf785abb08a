package dev.broadtape.driver;

import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which this driver has the lease: it takes up the run that is on, changes it, begins new ones, and tells
 * what happened. For use on one context.
 */
final class Tenure implements Tape.Keeper {
    private static final Logger log = LoggerFactory.getLogger(Tenure.class);

    private final Way way;
    private final Consumer<EventData> announce;
    private final Tape tape;
    private final Plan plan;
    private final Draft draft;
    private final Opening opening;
    private final Succession succession;
    private boolean takenUp;

    Tenure(Way way, DriverConfig config, Store store, Consumer<EventData> announce) {
        this.way = way;
        this.announce = announce;
        this.tape = new Tape(way, this);
        var changes = new Changes(way.vertx(), tape, store.runs());
        this.plan = new Plan(way, config, tape, changes);
        this.draft = new Draft(way, config);
        this.opening = new Opening(way, tape, store, changes);
        this.succession = new Succession(way, tape, store);
    }

    /** Ends when it is known which run is on, and that it is ours. */
    Future<Void> takeUp() {
        return succession
                .run()
                .onSuccess(found -> {
                    takenUp = true;
                    found.filter(run -> !tape.closed()).ifPresent(run -> play(run, "taken up"));
                    tape.start();
                })
                .onFailure(thrown -> way.fenced().accept(Causes.text(thrown)))
                .mapEmpty();
    }

    Future<Begun> begin(RunRequest request, List<Ready> ready) {
        requireTakenUp();
        return opening.begin(request, () -> draft.run(request, ready)).onSuccess(begun -> {
            if (begun.created()) {
                play(begun.run(), "begun");
            }
        });
    }

    private void play(Run run, String reason) {
        log.info(
                "run {} is {} with {} symbols",
                run.run(),
                run.state().label(),
                run.listings().size());
        tape.play(run);
        if (run.state().active()) {
            tell(run, reason);
        }
    }

    private void tell(Run run, String reason) {
        announce.accept(News.of(run, reason, tape.senders().positions()));
    }

    Future<Run> join(List<Ready> symbols) {
        requireTakenUp();
        return plan.join(symbols);
    }

    Future<Run> pause() {
        return told("paused", plan::pause);
    }

    Future<Run> resume() {
        return told("resumed", plan::resume);
    }

    Future<Run> stop() {
        return told("stopped", plan::stop);
    }

    private Future<Run> told(String reason, Supplier<Future<Run>> change) {
        requireTakenUp();
        return change.get().onSuccess(run -> tell(run, reason));
    }

    private void requireTakenUp() {
        if (!takenUp) {
            throw Fault.unavailable("this driver is just taking the tape up");
        }
    }

    @Override
    public void synced() {
        if (plan.late()) {
            byItself("going on from now", () -> told("resumed", plan::skip));
        }
    }

    @Override
    public void beat() {
        if (plan.complete()) {
            byItself("finishing", () -> told("finished", plan::finish));
        }
    }

    private static void byItself(String what, Supplier<Future<Run>> change) {
        change.get().onFailure(thrown -> log.warn("{}: {}", what, Causes.text(thrown)));
    }

    void close() {
        tape.close();
    }

    /** Whether it is known which run is on. */
    boolean takenUp() {
        return takenUp;
    }

    Tape tape() {
        return tape;
    }
}
