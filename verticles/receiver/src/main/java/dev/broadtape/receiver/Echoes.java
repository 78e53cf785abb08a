package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.TickFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who sent a frame again while it waits to be durable: answered with the frame, at most {@link #MAX} at a time. */
final class Echoes {
    static final int MAX = 64;

    private record Echo(UUID run, long lastSequence, Promise<Position> reply) {}

    private List<Echo> echoes = new ArrayList<>();

    boolean hasRoom() {
        return echoes.size() < MAX;
    }

    Future<Position> add(TickFrame frame) {
        var echo = new Echo(frame.run(), frame.lastSequence(), Promise.promise());
        echoes.add(echo);
        return echo.reply().future();
    }

    /** Answers those whose frame is durable, and refuses those whose frame is neither durable nor on its way. */
    void answer(Cursors cursors) {
        List<Echo> waiting = takeAll();
        for (Echo echo : waiting) {
            if (echo.lastSequence() <= cursors.durable(echo.run())) {
                echo.reply().complete(cursors.position(echo.run()));
            } else if (echo.lastSequence() < cursors.expected(echo.run())) {
                echoes.add(echo);
            } else {
                echo.reply().fail(cursors.astray(echo.run(), echo.lastSequence()));
            }
        }
    }

    void fail(Fault why) {
        takeAll().forEach(echo -> echo.reply().fail(why));
    }

    private List<Echo> takeAll() {
        List<Echo> all = echoes;
        echoes = new ArrayList<>();
        return all;
    }
}
