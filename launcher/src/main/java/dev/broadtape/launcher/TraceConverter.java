package dev.broadtape.launcher;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.broadtape.contract.Trace;

/** The trace id of what logs, for the log pattern; {@code -} outside a request or message. */
public final class TraceConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Trace.current().orElse("-");
    }
}
