/** The domain events: stored with what they tell of, sent afterwards, kept for readers. */
@NullMarked
package dev.broadtape.ingest.outbox;

import org.jspecify.annotations.NullMarked;
