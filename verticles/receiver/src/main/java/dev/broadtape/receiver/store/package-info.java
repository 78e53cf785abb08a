/**
 * The receiver's own copy of the ticks, kept for reading: newest first, or by symbol and time.
 *
 * <p>Everything here blocks and is called from worker threads only. RocksDB is imported nowhere else.
 */
@NullMarked
package dev.broadtape.receiver.store;

import org.jspecify.annotations.NullMarked;
