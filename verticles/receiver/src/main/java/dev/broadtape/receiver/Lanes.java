package dev.broadtape.receiver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.FencedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All partitions of this receiver. Each answers on the bus from when it is ours until it is not. For one context. */
final class Lanes implements LaneListener {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** Whom it concerns. */
    interface Owner {
        /** A partition became ours. */
        void won();

        /** Another receiver has taken a partition over. */
        void lost(Throwable why);
    }

    private final Vertx vertx;
    private final Figures figures;
    private final Owner owner;
    private final List<Lane> lanes;
    private final Map<Lane, List<MessageConsumer<Object>>> answering = new HashMap<>();

    /** A lane for each partition; none is open. */
    Lanes(Vertx vertx, Figures figures, IntFunction<GroupCommit> commits, Owner owner) {
        this.vertx = vertx;
        this.figures = figures;
        this.owner = owner;
        this.lanes = IntStream.range(0, Contract.PARTITIONS)
                .mapToObj(partition -> new Lane(vertx, partition, commits.apply(partition), this))
                .toList();
    }

    void open() {
        lanes.forEach(Lane::open);
    }

    @Override
    public void opened(Lane lane) {
        answering.computeIfAbsent(lane, this::answer);
        owner.won();
    }

    private List<MessageConsumer<Object>> answer(Lane lane) {
        int partition = lane.partition();
        log.info("partition {} is ours", partition);
        return List.of(
                Contract.frames(partition).answerWith(vertx.eventBus(), lane::take),
                Contract.positions(partition).answerWith(vertx.eventBus(), lane::position));
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
    public void over(Lane lane) {
        lane.problem().filter(FencedException.class::isInstance).ifPresent(owner::lost);
        for (MessageConsumer<Object> consumer : answering.getOrDefault(lane, List.of())) {
            consumer.unregister().onFailure(thrown -> log.warn("partition {}", lane.partition(), thrown));
        }
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

    long pendingFrames() {
        return lanes.stream().mapToLong(Lane::pendingFrames).sum();
    }

    Future<Void> close() {
        return Future.join(lanes.stream().map(Lane::close).toList()).mapEmpty();
    }
}
