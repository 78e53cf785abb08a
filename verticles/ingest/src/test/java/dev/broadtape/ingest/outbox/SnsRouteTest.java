package dev.broadtape.ingest.outbox;

import static dev.broadtape.contract.Contract.SNS_DELIVERY;
import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.ingest.Rig;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of an SNS delivery to the bridge. */
class SnsRouteTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @Test
    void handsSnsDeliveriesToTheBridgeAndItsWordBack() {
        rig.start(rig.history(Rig.FIVE));
        assertThat(rig.post("/sns", "{}").statusCode()).isEqualTo(503);

        List<String> bodies = Collections.synchronizedList(new ArrayList<>());
        await(SNS_DELIVERY
                .answerWith(rig.vertx.eventBus(), delivery -> {
                    bodies.add(delivery.body());
                    return delivery.body().contains("forged")
                            ? Future.failedFuture(Fault.of(Fault.Kind.FORBIDDEN, "the signature is wrong"))
                            : Future.succeededFuture(SnsDelivery.Outcome.of("confirmed"));
                })
                .completion());

        assertThat(rig.post("/sns", "{\"a\": \"ü\"}").bodyAsJsonObject().getString("outcome"))
                .isEqualTo("confirmed");
        assertThat(rig.post("/sns", "forged").statusCode()).isEqualTo(403);
        assertThat(rig.post("/sns", "x".repeat(SnsDelivery.MAX_BYTES + 1)).statusCode())
                .isEqualTo(413);
        assertThat(rig.post("/sns", "").statusCode()).isEqualTo(400);
        assertThat(bodies).containsExactly("{\"a\": \"ü\"}", "forged");
    }
}
