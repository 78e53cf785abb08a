package dev.broadtape.ingest.job;

import static dev.broadtape.contract.Contract.JOBS;

import dev.broadtape.contract.JobProgress;
import dev.broadtape.ingest.outbox.Threshold;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.CompanyStore;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the board in step with what other hosts store: after each step of their jobs, and every ten seconds to be sure. */
public final class BoardKeeper {
    private static final Logger log = LoggerFactory.getLogger(BoardKeeper.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration AFTER_A_STEP = Duration.ofMillis(500);

    private final Vertx vertx;
    private final String node;
    private final Board board;
    private final CompanyStore companies;
    private final Threshold threshold;
    private boolean due;

    /**
     * A keeper of one host's board.
     *
     * @param node this host, whose own steps the board knows already
     */
    public BoardKeeper(Vertx vertx, String node, Board board, CompanyStore companies, Threshold threshold) {
        this.vertx = vertx;
        this.node = node;
        this.board = board;
        this.companies = companies;
        this.threshold = threshold;
    }

    public void start() {
        vertx.setPeriodic(EVERY.toMillis(), id -> read());
        JOBS.subscribe(vertx.eventBus(), this::hear);
    }

    private void hear(JobProgress progress) {
        if (!progress.node().equals(node) && !due) {
            due = true;
            vertx.setTimer(AFTER_A_STEP.toMillis(), id -> {
                due = false;
                read();
            });
        }
    }

    private void read() {
        reload().compose(v -> threshold.check())
                .onFailure(thrown -> log.debug("the board is not read anew: {}", Causes.text(thrown)));
    }

    /** Reads all from the store. */
    public Future<Void> reload() {
        board.beginLoad();
        return companies.all().onSuccess(board::load).mapEmpty();
    }
}
