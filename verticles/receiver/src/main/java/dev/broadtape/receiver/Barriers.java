package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who asked how far a partition is: answered once all that was accepted before has settled and the asker's fence is
 * durable. At most {@link #MAX} wait at a time.
 */
final class Barriers {
    static final int MAX = 64;

    /**
     * One question.
     *
     * @param frames how many were ever accepted before it
     */
    private record Barrier(PositionRequest request, long frames, Promise<Position> reply) {}

    private List<Barrier> barriers = new ArrayList<>();

    boolean hasRoom() {
        return barriers.size() < MAX;
    }

    Future<Position> add(PositionRequest request, long frames) {
        var barrier = new Barrier(request, frames, Promise.promise());
        barriers.add(barrier);
        return barrier.reply().future();
    }

    /** The fences that are to be committed. */
    Map<UUID, Long> fences(Cursors cursors) {
        var fences = new HashMap<UUID, Long>();
        for (Barrier barrier : barriers) {
            if (!cursors.committed(barrier.request())) {
                fences.merge(barrier.request().run(), barrier.request().fence(), Math::max);
            }
        }
        return fences;
    }

    /** Answers those that have waited for nothing but the {@code settled} oldest frames, and refuses what is overtaken. */
    void answer(Cursors cursors, long settled) {
        for (Barrier barrier : takeAll()) {
            PositionRequest request = barrier.request();
            if (barrier.frames() > settled || !cursors.committed(request)) {
                barriers.add(barrier);
            } else {
                answer(cursors, request).onComplete(barrier.reply());
            }
        }
    }

    private static Future<Position> answer(Cursors cursors, PositionRequest request) {
        return Future.succeededFuture(request).map(asked -> {
            cursors.requireCurrent(asked.run(), asked.fence());
            return cursors.position(asked.run());
        });
    }

    void fail(Fault why) {
        takeAll().forEach(barrier -> barrier.reply().fail(why));
    }

    private List<Barrier> takeAll() {
        List<Barrier> all = barriers;
        barriers = new ArrayList<>();
        return all;
    }
}
