/** When the New York exchange trades. Pure: it is told the time. */
@NullMarked
package dev.broadtape.ingest.calendar;

import org.jspecify.annotations.NullMarked;
