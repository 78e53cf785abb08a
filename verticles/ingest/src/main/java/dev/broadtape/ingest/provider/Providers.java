package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The providers by the name that a configuration gives them. To add one, write its class and add its line here. */
public final class Providers {
    /** What the providers are made from. */
    public record Settings(AlphaVantageConfig alphavantage, CsvConfig csv) {}

    private static final Map<String, Function<Settings, Provider>> BY_NAME = new TreeMap<>(Map.of(
            History.NAME, settings -> new History(),
            Csv.NAME, settings -> new Csv(settings.csv),
            AlphaVantage.NAME, settings -> new AlphaVantage(settings.alphavantage)));

    private Providers() {}

    public static boolean known(String name) {
        return BY_NAME.containsKey(name);
    }

    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** In the order of {@code names}. */
    public static List<Provider> create(List<String> names, Settings settings) {
        return names.stream().map(name -> create(name, settings)).toList();
    }

    private static Provider create(String name, Settings settings) {
        Function<Settings, Provider> constructor = BY_NAME.get(name);
        if (constructor == null) {
            throw Fault.invalid("there is no provider '%s', only %s".formatted(name, names()));
        }
        return constructor.apply(settings);
    }
}
