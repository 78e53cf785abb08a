package dev.broadtape.ingest.outbox;

import dev.broadtape.ingest.FerretDb;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The outbox and its history against a MongoDB-wire server that has nothing to do with the embedded one. */
@ExtendWith(FerretDb.class)
class EventsOnFerretDbTest {
    @Nested
    class Outgoing extends OutboxTest {}

    @Nested
    class History extends EventRoutesTest {}
}
