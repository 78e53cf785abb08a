package dev.broadtape.receiver.ws;

import dev.broadtape.receiver.kafka.TickBytes;
import java.util.List;
import java.util.Optional;

/** All symbols there are and will be. It begins with a snapshot. */
final class Everything implements Interest {
    private final Board board;
    private final TickBytes bytes;
    private boolean snapshot = true;
    private long version;
    /** Ticks that were told, or counted as conflated. */
    private long accounted;

    Everything(Board board, TickBytes bytes) {
        this.board = board;
        this.bytes = bytes;
    }

    @Override
    public Optional<Batch> next() {
        List<Quote> changed = board.changedAfter(version, Batch.MOST);
        if (changed.isEmpty() && !snapshot) {
            return Optional.empty();
        }
        version = changed.isEmpty() ? version : changed.get(changed.size() - 1).version();
        boolean whole = version == board.heard();
        return Optional.of(new Batch(
                snapshot,
                changed.stream().map(quote -> quote.json(bytes)).toList(),
                snapshot ? startCounting(whole) : conflated(changed.size(), whole)));
    }

    /** What the snapshot shows is not counted. */
    private long startCounting(boolean whole) {
        accounted = board.heard();
        snapshot = !whole;
        return 0;
    }

    /** The last of several messages tells of all that was conflated. */
    private long conflated(int told, boolean whole) {
        accounted += told;
        long conflated = whole ? board.heard() - accounted : 0;
        accounted += conflated;
        return conflated;
    }

    @Override
    public void resume() {
        snapshot = false;
    }

    @Override
    public void restart() {
        snapshot = true;
        version = 0;
    }

    @Override
    public void settle() {
        version = board.heard();
        accounted = version;
    }

    @Override
    public boolean all() {
        return true;
    }

    @Override
    public List<String> symbols() {
        return List.of();
    }

    @Override
    public boolean wants(String symbol) {
        return true;
    }
}
