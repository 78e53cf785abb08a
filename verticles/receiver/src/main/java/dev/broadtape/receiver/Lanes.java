package dev.broadtape.receiver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.TickFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All partitions. Each answers on the bus from the start, so that a takeover costs the cluster no registration; open are
 * those that are ours. For one context.
 */
final class Lanes implements LaneListener {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** Whom it concerns. */
    interface Owner {
        /** Other partitions are ours or open than before. */
        void changed();

        /** Another receiver has opened a partition that is ours. */
        void lost(Fault why);
    }

    private final Vertx vertx;
    private final Figures figures;
    private final Owner owner;
    private final List<Lane> lanes;
    private final AtomicLong handovers = new AtomicLong();

    /** A lane for each partition; none is open. */
    Lanes(Vertx vertx, Figures figures, IntFunction<GroupCommit> commits, Owner owner) {
        this.vertx = vertx;
        this.figures = figures;
        this.owner = owner;
        this.lanes = IntStream.range(0, Contract.PARTITIONS)
                .mapToObj(partition -> new Lane(vertx, partition, commits.apply(partition), this))
                .toList();
    }

    /** Done when all of them answer, even if it is only to say no. */
    Future<Void> answer(UUID instance) {
        return Future.all(lanes.stream()
                        .flatMap(lane -> answer(lane, instance))
                        .map(MessageConsumer::completion)
                        .toList())
                .mapEmpty();
    }

    private Stream<MessageConsumer<Object>> answer(Lane lane, UUID instance) {
        return Stream.of(
                Contract.frames(lane.partition(), instance).answerWith(vertx.eventBus(), lane::take),
                Contract.positions(lane.partition(), instance).answerWith(vertx.eventBus(), lane::position));
    }

    /** Opens what is ours and closes what is not, by who is there now. */
    void assign(Attendance attendance) {
        for (Lane lane : lanes) {
            Optional<Presence> now = attendance.owner(lane.partition());
            boolean moved = now.filter(attendance::isSelf).isPresent() ? lane.open() : release(lane, now);
            if (moved) {
                handovers.incrementAndGet();
            }
        }
        owner.changed();
    }

    private static boolean release(Lane lane, Optional<Presence> now) {
        String whose = now.map(Presence::receiver).orElse("nobody");
        boolean moved = lane.release(Fault.unavailable("partition %d is %s's".formatted(lane.partition(), whose)));
        if (moved) {
            log.info("partition {} is {}'s", lane.partition(), whose);
        }
        return moved;
    }

    @Override
    public void opened(Lane lane) {
        log.info("partition {} is ours", lane.partition());
        owner.changed();
    }

    @Override
    public void committed(List<TickFrame> frames) {
        figures.committed(frames);
        frames.forEach(frame -> Contract.TICKS.publish(vertx.eventBus(), frame));
    }

    @Override
    public void refused() {
        figures.refused();
    }

    @Override
    public void fenced(Lane lane, Fault why) {
        owner.lost(why);
    }

    /** The first problem of a kind. */
    Optional<Throwable> problem(Predicate<Throwable> kind) {
        return lanes.stream()
                .flatMap(lane -> lane.problem().stream())
                .filter(kind)
                .findFirst();
    }

    List<Lane> all() {
        return lanes;
    }

    /** The partitions that are open here. */
    Set<Integer> owned() {
        return lanes.stream().filter(Lane::owned).map(Lane::partition).collect(Collectors.toUnmodifiableSet());
    }

    /** How often a partition came here or went. From any thread. */
    long handovers() {
        return handovers.get();
    }

    long pendingFrames() {
        return lanes.stream().mapToLong(Lane::pendingFrames).sum();
    }

    Future<Void> close() {
        return Future.join(lanes.stream().map(Lane::close).toList()).mapEmpty();
    }
}
