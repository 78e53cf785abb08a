package dev.broadtape.ingest.outbox;

import static dev.broadtape.contract.Contract.SNS_DELIVERY;
import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.ingest.Rig;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The deliveries that are refused before and by the bridge are counted alike. */
class SnsCountsTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @Test
    void countsDeliveriesByTheAnswer() {
        rig.start(rig.history(Rig.FIVE));
        await(SNS_DELIVERY
                .answerWith(
                        rig.vertx.eventBus(),
                        delivery -> delivery.body().equals("signed")
                                ? Future.succeededFuture(SnsDelivery.Outcome.of("told"))
                                : Future.failedFuture(Fault.of(Fault.Kind.FORBIDDEN, "it is not signed by SNS")))
                .completion());

        assertThat(rig.post("/sns", "signed").statusCode()).isEqualTo(200);
        assertThat(rig.post("/sns", "forged").statusCode()).isEqualTo(403);
        assertThat(rig.post("/sns", "x".repeat(SnsDelivery.MAX_BYTES + 1)).statusCode())
                .as("more than SNS posts")
                .isEqualTo(413);
        assertThat(rig.post("/sns", "x".repeat(TierServer.MAX_BODY_BYTES + 1)).statusCode())
                .as("more than any route reads")
                .isEqualTo(413);

        eventually(() -> counted(200, 1) && counted(403, 1) && counted(413, 2));
    }

    private boolean counted(int status, int times) {
        return rig.get("/metrics")
                .bodyAsString()
                .contains("broadtape_ingest_sns_deliveries_total{status=\"%d\"} %d.0".formatted(status, times));
    }
}
