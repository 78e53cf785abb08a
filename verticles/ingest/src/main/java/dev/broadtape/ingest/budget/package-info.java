/** What calls to a provider cost, and what need not be asked again: budgets and kept answers, in Redis. */
@NullMarked
package dev.broadtape.ingest.budget;

import org.jspecify.annotations.NullMarked;
