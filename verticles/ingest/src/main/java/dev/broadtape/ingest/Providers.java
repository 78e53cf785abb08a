package dev.broadtape.ingest;

import dev.broadtape.contract.Fault;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The providers by the name that a configuration gives them. To add one, write its class and add its line here. */
final class Providers {
    private static final Map<String, Function<IngestConfig, Provider>> BY_NAME = new TreeMap<>(Map.of(
            History.NAME, config -> new History(),
            AlphaVantage.NAME, config -> new AlphaVantage(config.alphavantage())));

    private Providers() {}

    static boolean known(String name) {
        return BY_NAME.containsKey(name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    static Provider create(IngestConfig config) {
        Function<IngestConfig, Provider> constructor = BY_NAME.get(config.provider());
        if (constructor == null) {
            throw Fault.invalid("there is no provider '%s', only %s".formatted(config.provider(), names()));
        }
        return constructor.apply(config);
    }
}
