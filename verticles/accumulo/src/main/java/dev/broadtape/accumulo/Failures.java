package dev.broadtape.accumulo;

import dev.broadtape.receiver.store.StoreException;
import org.apache.accumulo.core.client.AccumuloException;
import org.apache.accumulo.core.client.AccumuloSecurityException;
import org.apache.accumulo.core.client.TableNotFoundException;

/** What the client throws comes out as a {@link StoreException}. */
final class Failures {
    private Failures() {}

    /** Something to do with Accumulo. */
    interface Work<T> {
        T run() throws AccumuloException, AccumuloSecurityException, TableNotFoundException;
    }

    /** The client throws some failures of its connections unchecked. */
    static <T> T translated(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (StoreException e) {
            throw e;
        } catch (AccumuloException | AccumuloSecurityException | TableNotFoundException | RuntimeException e) {
            throw new StoreException("%s: %s".formatted(doing, text(e)), e);
        }
    }

    /** One line, never empty. */
    static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
