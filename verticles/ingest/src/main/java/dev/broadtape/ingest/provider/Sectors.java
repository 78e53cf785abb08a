package dev.broadtape.ingest.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The symbols of a sector, as a list that comes with the jar has them: large companies, by the GICS. */
public final class Sectors {
    private static final Map<String, List<String>> SYMBOLS = read();

    private Sectors() {}

    private static Map<String, List<String>> read() {
        var file = Objects.requireNonNull(Sectors.class.getResourceAsStream("/symbols/sectors.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .collect(Collectors.groupingBy(
                            pair -> label(pair[1]),
                            TreeMap::new,
                            Collectors.mapping(pair -> pair[0], Collectors.toUnmodifiableList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code Information Technology} is {@code information-technology}. */
    private static String label(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    public static Set<String> names() {
        return SYMBOLS.keySet();
    }

    /** The symbols of some sectors, in the order of their names; of all of them when none is named. */
    public static List<String> symbols(List<String> sectors) {
        return SYMBOLS.entrySet().stream()
                .filter(sector -> sectors.isEmpty() || sectors.contains(sector.getKey()))
                .flatMap(sector -> sector.getValue().stream())
                .sorted()
                .toList();
    }
}
