/** Brings market data in, keeps it in MongoDB, and tells of each arrival. */
@NullMarked
package dev.broadtape.ingest;

import org.jspecify.annotations.NullMarked;
