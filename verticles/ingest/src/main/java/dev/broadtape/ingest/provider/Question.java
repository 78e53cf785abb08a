package dev.broadtape.ingest.provider;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Something that a provider can be asked.
 *
 * @param kind bars, company, quote, intraday, search, market-status or movers
 * @param about the symbol or the words that are asked about; empty for the market as a whole
 * @param reader makes one reader an answer
 * @param items how many things an answer holds
 * @param keep how long an answer may be given again
 */
public record Question<T>(
        String kind, String about, Source source, Supplier<Reader<T>> reader, ToIntFunction<T> items, Duration keep) {}
