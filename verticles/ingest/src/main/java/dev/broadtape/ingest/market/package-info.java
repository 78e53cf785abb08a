/** What symbols are worth and how the market is: from the tape, the providers and the store, each named. */
@NullMarked
package dev.broadtape.ingest.market;

import org.jspecify.annotations.NullMarked;
