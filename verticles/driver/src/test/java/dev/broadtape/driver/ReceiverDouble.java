package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Roster;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Stands in for a receiver: keeps what continues the log, refuses gaps and old fences, and fails when told to. */
final class ReceiverDouble {
    private final Vertx vertx;
    private final Presence presence;
    private final DurableLog log;
    private final Roster roster;
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private boolean gone;
    private int failures;

    private ReceiverDouble(Vertx vertx, String name, DurableLog log) {
        this.vertx = vertx;
        this.presence = Presence.of(name, UUID.randomUUID());
        this.log = log;
        this.roster = new Roster(vertx, System::nanoTime, () -> {});
    }

    static ReceiverDouble start(Vertx vertx, String name, DurableLog log) {
        var receiver = new ReceiverDouble(vertx, name, log);
        var started = Promise.<Void>promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(v -> receiver.start().onComplete(started));
        started.future().await();
        return receiver;
    }

    private Future<Void> start() {
        var consumers = new ArrayList<Future<Void>>();
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            consumers.add(Contract.positions(partition, presence.instance())
                    .answerWith(vertx.eventBus(), this::position)
                    .completion());
            consumers.add(Contract.frames(partition, presence.instance())
                    .answerWith(vertx.eventBus(), this::take)
                    .completion());
        }
        consumers.add(Contract.presence(presence.instance())
                .answerWith(vertx.eventBus(), Future::succeededFuture)
                .completion());
        vertx.setPeriodic(0, Roster.EVERY.toMillis(), id -> speak());
        return roster.follow().compose(v -> Future.all(consumers)).mapEmpty();
    }

    private synchronized void speak() {
        if (!gone) {
            Contract.RECEIVERS.publish(vertx.eventBus(), presence);
        }
    }

    private Future<Position> position(PositionRequest request) {
        return owned(request.partition(), () -> Future.succeededFuture(log.position(request)));
    }

    private synchronized Future<Position> take(TickFrame frame) {
        log.offer(frame);
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

    private Future<Position> keep(TickFrame frame) {
        return Future.succeededFuture(frame)
                .compose(f -> owned(f.partition(), () -> Future.succeededFuture(log.append(f))));
    }

    private Future<Position> owned(int partition, Supplier<Future<Position>> answer) {
        boolean ours = !gone && roster.owner(partition).filter(presence::equals).isPresent();
        return ours
                ? answer.get()
                : Future.failedFuture(Fault.unavailable("partition %d is not open".formatted(partition)));
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

    /** Says nothing more and takes nothing more. */
    synchronized void die() {
        gone = true;
    }

    synchronized void leave() {
        gone = true;
        Contract.RECEIVERS.publish(vertx.eventBus(), presence.in(Presence.State.LEAVING));
    }
}
