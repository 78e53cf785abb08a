/**
 * The sources of market data: where an answer is to be had, and how it is read. Pure: no I/O, no clock; safe on any
 * thread.
 *
 * <p>Prices are ten-thousandths of a dollar ({@code …E4}); what has more decimals is rounded half up, and a split
 * coefficient, which is no price, stays the exact decimal that was sent. Days and times are those of New York,
 * daylight saving respected.
 */
@NullMarked
package dev.broadtape.ingest.provider;

import org.jspecify.annotations.NullMarked;
