package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.TickFrame;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The lane of partition 0 over a log that does as it is told. */
final class LaneRig implements LaneListener {
    final ScriptedLog kafka = new ScriptedLog();
    final List<TickFrame> published = new CopyOnWriteArrayList<>();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger fenced = new AtomicInteger();
    final Lane lane;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    LaneRig() {
        var commits = new GroupCommit(ForgetfulStore.INSTANCE::write, kafka, new SimpleMeterRegistry());
        lane = new Lane(vertx, 0, commits, this);
    }

    @Override
    public void opened(Lane opened) {}

    @Override
    public void committed(List<TickFrame> frames) {
        published.addAll(frames);
    }

    @Override
    public void refused() {
        refused.incrementAndGet();
    }

    @Override
    public void fenced(Lane by, Fault why) {
        fenced.incrementAndGet();
    }

    void open() {
        onContext(() -> Future.succeededFuture(lane.open())).await();
        await().until(lane::owned);
    }

    void release(String why) {
        onContext(() -> Future.succeededFuture(lane.release(Fault.unavailable(why))))
                .await();
    }

    Future<Position> take(TickFrame frame) {
        return onContext(() -> lane.take(frame));
    }

    Future<Position> position(UUID run, long fence) {
        return onContext(() -> lane.position(PositionRequest.of(run, 0, fence)));
    }

    /** All that was asked before has come to the lane. */
    void settle() {
        onContext(() -> Future.succeededFuture()).await();
    }

    <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(v ->
                Future.<Void>succeededFuture().compose(nothing -> work.get()).onComplete(done));
        return done.future();
    }

    static Fault faultOf(Future<?> future) {
        return catchThrowableOfType(Fault.class, future::await);
    }

    void close() {
        kafka.letGo();
        onContext(lane::close).await();
        vertx.close().await();
    }
}
