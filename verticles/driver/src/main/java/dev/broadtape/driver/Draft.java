package dev.broadtape.driver;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.kit.http.BadField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a new run of what was asked for, what is configured, and the symbols that have data. */
final class Draft {
    private final Way way;
    private final DriverConfig config;

    Draft(Way way, DriverConfig config) {
        this.way = way;
        this.config = config;
    }

    /**
     * The run, to begin now.
     *
     * @throws BadField when a symbol that was asked for has no data
     * @throws Fault UNAVAILABLE when no symbol has
     */
    Run run(RunRequest request, List<Ready> ready) {
        long wall = way.node().nowMicros();
        var segment = new Segment(
                0,
                request.from().map(Exchange::micros).orElse(wall),
                wall,
                request.intervalMicros(config),
                request.speed(config),
                Listing.all(chosen(request, ready)));
        return new Run(
                request.run().orElseGet(UuidCreator::getTimeOrderedEpoch),
                0,
                way.fence(),
                Run.State.RUNNING,
                request.mode().orElse(config.mode()).source(),
                request.seed().orElse(config.seed()),
                Contract.PARTITIONS,
                way.node().clock().instant().truncatedTo(ChronoUnit.MILLIS),
                request,
                List.of(segment),
                Optional.empty());
    }

    private static List<Ready> chosen(RunRequest request, List<Ready> ready) {
        if (ready.isEmpty()) {
            throw Fault.unavailable("no symbol has data yet");
        }
        return request.symbols().map(symbols -> named(symbols, ready)).orElse(ready);
    }

    private static List<Ready> named(List<String> symbols, List<Ready> ready) {
        Set<String> known = ready.stream().map(Ready::symbol).collect(Collectors.toSet());
        symbols.stream().filter(symbol -> !known.contains(symbol)).findFirst().ifPresent(symbol -> {
            throw new BadField("symbols", "has %s, of which there is no data".formatted(symbol));
        });
        return ready.stream().filter(each -> symbols.contains(each.symbol())).toList();
    }
}
