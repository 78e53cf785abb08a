package dev.broadtape.ingest.store;

import dev.broadtape.ingest.FerretDb;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stores against a MongoDB-wire server that has nothing to do with the embedded one. */
@ExtendWith(FerretDb.class)
class StoresOnFerretDbTest {
    @Nested
    class Prices extends PriceStoreTest {}

    @Nested
    class Stores extends StoresTest {}
}
