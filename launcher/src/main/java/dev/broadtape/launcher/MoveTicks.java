package dev.broadtape.launcher;

import dev.broadtape.kit.Causes;
import dev.broadtape.launcher.config.Settings;
import dev.broadtape.receiver.ReceiverConfig.Store;
import dev.broadtape.receiver.TickStores;
import dev.broadtape.receiver.store.StoreException;
import dev.broadtape.receiver.store.TickKey;
import dev.broadtape.receiver.store.TickMove;
import dev.broadtape.receiver.store.TickStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code java -jar broadtape.jar --conf FILE move-ticks --from embedded --to accumulo}. */
@Command(
        name = "move-ticks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Copies all ticks from one store into the other, reads them there again, and says whether all are there.%n"
                        + "No receiver may have the embedded store open. The first store is left as it was. When it is broken off it"
                        + " goes on, at the next call, where it was.")
final class MoveTicks implements Callable<Integer> {
    private static final int INCOMPLETE = 1;

    @ParentCommand
    private @Nullable Broadtape parent;

    @Option(names = "--from", required = true, paramLabel = "STORE", description = "embedded or accumulo")
    private Store from = Store.EMBEDDED;

    @Option(names = "--to", required = true, paramLabel = "STORE", description = "embedded or accumulo")
    private Store to = Store.ACCUMULO;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (from == to) {
            throw new CommandLine.ParameterException(commandLine(), "--from and --to name the same store");
        }
        return Objects.requireNonNull(parent).withSettings(this::move);
    }

    private int move(Settings settings, Path data) {
        var stores = new TickStores(settings.receiver(), settings.accumulo(), data);
        try (TickStore source = stores.open(from);
                TickStore target = stores.open(to)) {
            return move(source, target, data.resolve("move-ticks-%s-%s".formatted(name(from), name(to))));
        } catch (StoreException | IOException e) {
            commandLine().getErr().println("The ticks are not moved: " + Causes.text(e));
            return INCOMPLETE;
        }
    }

    private int move(TickStore source, TickStore target, Path place) throws IOException {
        PrintWriter out = commandLine().getOut();
        var move = new TickMove(source, target);
        var copied = new ProgressBar(out, "copied", source.entries());
        move.copy(begun(place), (ticks, last) -> {
            note(place, last);
            copied.add(ticks);
        });
        copied.end();
        var found = new ProgressBar(out, "read again", source.entries());
        long missing = move.missing((ticks, last) -> found.add(ticks));
        found.end();
        Files.deleteIfExists(place);
        if (missing == 0) {
            out.printf(Locale.ROOT, "All %,d ticks are there.%n", found.count());
        } else {
            out.printf(Locale.ROOT, "Of %,d ticks %,d are not there.%n", found.count(), missing);
        }
        out.flush();
        return missing == 0 ? CommandLine.ExitCode.OK : INCOMPLETE;
    }

    /** Where an earlier call was broken off. */
    private Optional<TickKey> begun(Path place) throws IOException {
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        commandLine().getOut().println("Goes on where it was broken off.");
        return Optional.of(TickKey.ofCursor(Files.readString(place).strip()));
    }

    private static void note(Path place, TickKey last) {
        try {
            Files.writeString(place, last.cursor());
        } catch (IOException e) {
            throw new StoreException("%s cannot be written".formatted(place), e);
        }
    }

    private static String name(Store store) {
        return store.name().toLowerCase(Locale.ROOT);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
