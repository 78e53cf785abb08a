/** What can be asked about the stored ticks over HTTP: pages of them, symbols, statistics. */
@NullMarked
package dev.broadtape.receiver.query;

import org.jspecify.annotations.NullMarked;
