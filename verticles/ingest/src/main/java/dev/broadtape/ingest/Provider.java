package dev.broadtape.ingest;

import dev.broadtape.contract.Bar;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** Knows where one provider's data is and how to read it. It does no I/O and asks no clock; safe on any thread. */
interface Provider {
    /** Where the daily bars of {@code symbol} are. */
    Source bars(String symbol, OutputSize size);

    /**
     * Reads what came back: daily bars as traded, oldest first, at least one.
     *
     * @throws dev.broadtape.contract.Fault NOT_FOUND, RATE_LIMITED or BAD_UPSTREAM, as the answer says
     */
    List<Bar> readBars(String symbol, Buffer answer);

    /** Where the company behind {@code symbol} is described. */
    Source company(String symbol);

    /**
     * Reads what came back.
     *
     * @throws dev.broadtape.contract.Fault NOT_FOUND, RATE_LIMITED or BAD_UPSTREAM, as the answer says
     */
    Company readCompany(String symbol, Buffer answer);

    /** What its {@link Source.Get} calls are limited to; empty where nothing limits them. */
    default Optional<Limits> limits() {
        return Optional.empty();
    }

    /** Calls that are allowed. */
    record Limits(int perSecond, int perDay) {}
}
