package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols.Ready;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the run that is on: pausing, going on, joining, ending. For use on one context. */
final class Plan {
    private static final Logger log = LoggerFactory.getLogger(Plan.class);

    private final Way way;
    private final DriverConfig config;
    private final Tape tape;
    private final Changes changes;

    Plan(Way way, DriverConfig config, Tape tape, Changes changes) {
        this.way = way;
        this.config = config;
        this.tape = tape;
        this.changes = changes;
    }

    /** Puts new symbols on the tape, from the next slice that no partition has made. */
    Future<Run> join(List<Ready> symbols) {
        Run now = expect(Run.State.RUNNING);
        Segment last = now.last();
        long from = tape.nextSlice();
        var segment = new Segment(
                from,
                last.timeMicros(from),
                last.dueMicros(from),
                last.intervalMicros(),
                last.speed(),
                Listing.all(symbols));
        return changes.save(from, now.with(segment))
                .onSuccess(next -> log.info("{} symbols joined the tape at slice {}", symbols.size(), from));
    }

    Future<Run> pause() {
        long from = tape.nextSlice();
        return changes.save(from, expect(Run.State.RUNNING).ended(Run.State.PAUSED, from));
    }

    Future<Run> resume() {
        Run now = expect(Run.State.PAUSED);
        return goOn(now, now.end());
    }

    /** For good. */
    Future<Run> stop() {
        Run now = tape.run().filter(run -> run.state().active()).orElseThrow(this::notOn);
        long from = now.state() == Run.State.PAUSED ? now.end() : tape.nextSlice();
        return changes.save(from, now.ended(Run.State.STOPPED, from));
    }

    /** A run with a length is finished when all of it is durable. */
    boolean complete() {
        return tape.run()
                        .filter(run -> run.state() == Run.State.RUNNING
                                && run.request().length().isPresent())
                        .isPresent()
                && tape.senders().done()
                && !changes.pending();
    }

    Future<Run> finish() {
        Run now = expect(Run.State.RUNNING);
        return changes.save(now.end(), now.ended(Run.State.FINISHED, now.end()));
    }

    /** Whether the tape has been away for so long that it does not make up for it. */
    boolean late() {
        return tape.lagMicros() > config.catchUp().toNanos() / 1_000
                && tape.streaming()
                && !changes.pending()
                && tape.run().filter(run -> !run.mustBeWhole()).isPresent();
    }

    /** Lets what was missed be, and goes on from now. */
    Future<Run> skip() {
        log.info("the tape was away for {} s and goes on from now", tape.lagMicros() / 1_000_000);
        return goOn(expect(Run.State.RUNNING), tape.nextSlice());
    }

    private Future<Run> goOn(Run now, long from) {
        long wall = way.node().nowMicros();
        long time = now.last().timeMicros(from);
        var segment = new Segment(
                from,
                now.followsTheWall() ? Math.max(wall, time) : time,
                wall,
                now.request().intervalMicros(config),
                now.request().speed(config),
                List.of());
        return changes.save(from, now.with(segment));
    }

    private Run expect(Run.State state) {
        return tape.run().filter(run -> run.state() == state).orElseThrow(() -> conflict(state.label()));
    }

    private Fault notOn() {
        return conflict("running or paused");
    }

    private Fault conflict(String expected) {
        String is = tape.run().map(run -> run.state().label()).orElse("not there");
        return Fault.of(Fault.Kind.CONFLICT, "the run must be %s and is %s".formatted(expected, is));
    }
}
