package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stands in for a partition's receiver: keeps what continues its position, refuses a gap, and fails when told to. */
final class ReceiverDouble {
    private final List<Tick> kept = new ArrayList<>();
    private final Map<Long, Tick> offered = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private boolean resentOtherwise;
    private int failures;

    ReceiverDouble(Vertx vertx, int partition) {
        Contract.positions(partition)
                .answerWith(
                        vertx.eventBus(),
                        request -> Future.succeededFuture(Position.of(request.run(), partition, position())));
        Contract.frames(partition).answerWith(vertx.eventBus(), this::take);
    }

    private synchronized Future<Position> take(TickFrame frame) {
        frame.ticks().forEach(tick -> {
            Tick before = offered.put(tick.sequence(), tick);
            resentOtherwise |= before != null && !before.equals(tick);
        });
        if (failures > 0) {
            failures--;
            return Future.failedFuture(Fault.unavailable("told to fail"));
        }
        if (holding) {
            var reply = Promise.<Position>promise();
            held.add(() -> keep(frame).onComplete(reply));
            return reply.future();
        }
        return keep(frame);
    }

    private synchronized Future<Position> keep(TickFrame frame) {
        if (frame.firstSequence() > position() + 1) {
            return Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "send from " + (position() + 1)));
        }
        if (frame.firstSequence() == position() + 1) {
            kept.addAll(frame.ticks());
        }
        return Future.succeededFuture(Position.of(frame.run(), frame.partition(), position()));
    }

    private synchronized long position() {
        return kept.size();
    }

    synchronized void failNext(int frames) {
        failures = frames;
    }

    synchronized void hold(boolean on) {
        holding = on;
        if (!on) {
            held.forEach(Runnable::run);
            held.clear();
        }
    }

    synchronized boolean hasTicks() {
        return !kept.isEmpty();
    }

    synchronized List<Tick> ticks() {
        return List.copyOf(kept);
    }

    synchronized void assertContiguous() {
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).sequence()).isEqualTo(i + 1);
        }
    }

    synchronized void assertResentTheSame() {
        assertThat(resentOtherwise).isFalse();
    }
}
