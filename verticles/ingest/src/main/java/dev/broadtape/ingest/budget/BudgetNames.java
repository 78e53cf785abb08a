package dev.broadtape.ingest.budget;

import dev.broadtape.kit.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** Where the budgets of a provider are in Redis, and the script that takes from them. */
final class BudgetNames {
    /** Runs atomically; see there for what it takes and answers. */
    static final String TAKE = script();

    private final String prefix;

    BudgetNames(String provider) {
        this.prefix = "broadtape:{%s}:".formatted(provider); // the braces keep all of them on one Redis Cluster slot
    }

    private static String script() {
        try (var in = Objects.requireNonNull(BudgetNames.class.getResourceAsStream("take.lua"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a key is called, which tells nothing of it. */
    static String of(Secret key) {
        return UUID.nameUUIDFromBytes(key.reveal().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    String turn() {
        return prefix + "turn";
    }

    String calls(String key) {
        return prefix + "calls:" + key;
    }

    String day(String key, LocalDate day) {
        return "%s%s:%s".formatted(prefix, day, key);
    }

    String bar(String key) {
        return prefix + "barred:" + key;
    }
}
