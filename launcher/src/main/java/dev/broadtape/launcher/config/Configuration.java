package dev.broadtape.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lays the four layers over each other and reads the result. */
public final class Configuration {
    /** In the order in which they start. */
    public static final List<String> VERTICLES = List.of("ingest", "bridge", "receiver", "dashboard", "driver");

    private static final String CLUSTER = "cluster";

    private final Problems problems = new Problems();
    private final ObjectNode defaults = Trees.parse("defaults.yaml", resource("/defaults.yaml"));
    private final KnownKeys known = new KnownKeys(defaults);

    private Configuration() {}

    /**
     * Reads and checks everything.
     *
     * @param file of the user's, none for the bundled {@code local.yaml}
     * @param verticles chosen by name, empty to go by the sections that are there
     * @param variables the environment
     * @param sets by dotted key, each value as YAML
     * @throws ConfigException with all mistakes
     */
    public static Settings read(
            Optional<Path> file, Set<String> verticles, Map<String, String> variables, Map<String, String> sets) {
        return new Configuration().settings(file, verticles, variables, sets);
    }

    private Settings settings(
            Optional<Path> file, Set<String> chosen, Map<String, String> variables, Map<String, String> sets) {
        ObjectNode given = file.map(path -> Trees.parse(path.toString(), text(path)))
                .orElseGet(() -> Trees.parse("local.yaml", resource("/local.yaml")));
        known.check(given, problems);
        checkNames(chosen);
        var values = new LinkedHashMap<>(Environment.read(variables, known, problems));
        values.putAll(parsed(sets));
        boolean clustered =
                given.has(CLUSTER) || values.keySet().stream().anyMatch(key -> key.startsWith(CLUSTER + "."));
        Set<String> verticles = chosen.isEmpty() ? present(given) : new TreeSet<>(chosen);
        ObjectNode merged = defaults.deepCopy();
        Trees.overlay(merged, known(given));
        values.forEach((key, value) -> Trees.put(merged, key, value));
        return new SettingsReader(merged, new Binder(defaults, problems), problems).read(verticles, clustered);
    }

    private ObjectNode known(ObjectNode given) {
        ObjectNode copy = given.deepCopy();
        Trees.leaves(copy).keySet().stream().filter(key -> !known.has(key)).forEach(key -> remove(copy, key));
        return copy;
    }

    private static void remove(ObjectNode tree, String key) {
        int dot = key.lastIndexOf('.');
        JsonNode parent = dot < 0 ? tree : Trees.get(tree, key.substring(0, dot));
        if (parent instanceof ObjectNode object) {
            object.remove(key.substring(dot + 1));
        }
    }

    private void checkNames(Set<String> chosen) {
        chosen.stream()
                .filter(name -> !VERTICLES.contains(name))
                .forEach(name ->
                        problems.add("--verticles", "there is no verticle '%s', only %s".formatted(name, VERTICLES)));
    }

    private Map<String, JsonNode> parsed(Map<String, String> sets) {
        var values = new LinkedHashMap<String, JsonNode>();
        sets.forEach((key, text) -> {
            if (known.has(key)) {
                values.put(key, Trees.value("--set " + key, text));
            } else {
                problems.add("--set " + key, "is not a setting; the nearest is " + known.nearest(key));
            }
        });
        return values;
    }

    private static Set<String> present(ObjectNode given) {
        var names = new TreeSet<>(VERTICLES);
        names.removeIf(name -> !given.has(name));
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of("--conf: there is no file " + file));
        } catch (IOException e) {
            throw new ConfigException(List.of("--conf: cannot read %s: %s".formatted(file, e)));
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Configuration.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
