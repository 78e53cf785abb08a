package dev.broadtape.ingest.job;

import dev.broadtape.ingest.FerretDb;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The jobs against a MongoDB-wire server that has nothing to do with the embedded one. */
@ExtendWith(FerretDb.class)
class JobsOnFerretDbTest {
    @Nested
    class Stored extends JobStoreTest {}

    @Nested
    class Done extends JobsTest {}
}
