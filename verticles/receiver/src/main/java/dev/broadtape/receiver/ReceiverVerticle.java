package dev.broadtape.receiver;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.kit.config.KafkaConfig;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.receiver.kafka.KafkaTickLog;
import dev.broadtape.receiver.kafka.ReadBack;
import dev.broadtape.receiver.kafka.Stream;
import dev.broadtape.receiver.kafka.Topics;
import dev.broadtape.receiver.ledger.Auditor;
import dev.broadtape.receiver.ledger.Bookkeeper;
import dev.broadtape.receiver.query.QueryRoutes;
import dev.broadtape.receiver.ws.TickSockets;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tick frames durable, in the tick store and in Kafka, and shows what it has. */
public final class ReceiverVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ReceiverVerticle.class);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Node node;
    private final ReceiverConfig config;
    private final AccumuloConfig accumulo;
    private final SecurityConfig security;
    private final Path data;
    private final Stream stream;
    private final Tier tier;
    private final Figures figures;
    private Supplier<Future<Void>> closing = Future::succeededFuture;

    /**
     * A receiver that is not started.
     *
     * @param data the folder of this node's data
     */
    public ReceiverVerticle(
            Node node,
            ReceiverConfig config,
            KafkaConfig kafka,
            AccumuloConfig accumulo,
            SecurityConfig security,
            Path data) {
        this.node = node;
        this.config = config;
        this.accumulo = accumulo;
        this.security = security;
        this.data = data;
        this.stream = new Stream(kafka.address(), config.kafka());
        this.tier = new Tier("receiver", node, config.port());
        this.figures = new Figures(node);
    }

    /** A start that fails closes what it has opened: Vert.x stops only what has started. */
    @Override
    public Future<?> start() {
        var announcer = new Announcer(vertx, node, tier.name());
        var health = new Health(vertx, tier, announcer);
        var archive = new Archive(vertx, new TickStores(config, accumulo, data), node.metrics());
        var studies = new Studies(vertx, node, config, stream.bootstrapServers(), data, archive);
        var topics = new Topics(vertx, stream);
        var messaging = new Messaging(vertx, node, stream);
        var lanes = new Lanes(vertx, figures, partition -> commits(studies, partition), health);
        var attendance = new Attendance(vertx, node, UuidCreator.getTimeOrderedEpoch(), lanes::assign);
        var bookkeeper =
                new Bookkeeper(vertx, node, attendance.instance(), archive::opened, auditor(lanes, attendance));
        var sockets = new TickSockets(vertx, node, config.ws());
        closing = () -> {
            sockets.close();
            return close(attendance, lanes, bookkeeper, studies, archive, topics, messaging);
        };
        vertx.setPeriodic(SAMPLE_EVERY.toMillis(), id -> figures.sample());
        figures.tell(tier, lanes, archive);
        bookkeeper.tell(tier);
        sockets.tell(tier);
        studies.tell(tier);
        return serve(lanes, archive, messaging, attendance, bookkeeper, sockets, studies)
                .onSuccess(v -> {
                    studies.open();
                    health.watch(archive, topics, lanes, attendance);
                    messaging.open();
                    tier.beat(vertx, announcer::announce);
                })
                .compose(v -> Future.all(
                        bookkeeper.open(), sockets.open(), lanes.answer(attendance.instance()), attendance.follow()))
                .onSuccess(v -> health.arrive(attendance))
                .recover(thrown -> closing.get().compose(v -> Future.failedFuture(thrown)));
    }

    private GroupCommit commits(Studies studies, int partition) {
        return new GroupCommit(studies::write, new KafkaTickLog(stream, partition, node::nanos), node.metrics());
    }

    private Auditor auditor(Lanes lanes, Attendance attendance) {
        return new Auditor(vertx, new ReadBack(stream), config.audit() ? lanes::owned : Set::of, attendance::owns);
    }

    private Future<HttpServer> serve(
            Lanes lanes,
            Archive archive,
            Messaging messaging,
            Attendance attendance,
            Bookkeeper bookkeeper,
            TickSockets sockets,
            Studies studies) {
        return new HttpApi(vertx, tier, security).serve(sockets.limits(), api -> {
            new StatusRoute(config.kafka(), figures, archive, lanes, attendance).addTo(api);
            new PerformanceRoute(figures, lanes, node.metrics()).addTo(api);
            messaging.addTo(api);
            new TickRoutes(archive).addTo(api);
            new QueryRoutes(archive::read).addTo(api);
            bookkeeper.addTo(api);
            sockets.addTo(api);
            studies.addTo(api);
        });
    }

    @Override
    public Future<?> stop() {
        return closing.get();
    }

    /**
     * The farewell first, so that others take over at once; then the lanes, so that the last group finds store and producer
     * open. Not for longer than a stop may take.
     */
    private static Future<Void> close(
            Attendance attendance,
            Lanes lanes,
            Bookkeeper bookkeeper,
            Studies studies,
            Archive archive,
            Topics topics,
            Messaging messaging) {
        attendance.leave();
        return lanes.close()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(thrown -> log.warn("the partitions did not end in time: {}", Causes.text(thrown)))
                .otherwiseEmpty()
                .compose(v -> studies.close())
                .compose(v -> Future.join(bookkeeper.close(), messaging.close(), topics.close(), archive.close()))
                .onFailure(thrown -> log.warn("stopping the receiver", thrown))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
