/** What ingest keeps in MongoDB: the collections, their indexes, and leases on single documents. */
@NullMarked
package dev.broadtape.ingest.store;

import org.jspecify.annotations.NullMarked;
