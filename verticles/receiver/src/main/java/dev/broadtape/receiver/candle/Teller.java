package dev.broadtape.receiver.candle;

import dev.broadtape.contract.CandleBatch;
import dev.broadtape.contract.Contract;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells Kafka and the bus of candles that have closed or were corrected. A candle is due until Kafka has it, over restarts too,
 * so it is told at least once. Blocks; for one thread.
 */
final class Teller {
    private final Shelf shelf;
    private final Function<String, CandleBook> books;
    private final CandleTopic topic;
    private final EventBus bus;
    private final CandleFigures figures;

    Teller(Shelf shelf, Function<String, CandleBook> books, CandleTopic topic, EventBus bus, CandleFigures figures) {
        this.shelf = shelf;
        this.books = books;
        this.topic = topic;
        this.bus = bus;
        this.figures = figures;
    }

    /** Tells all that are due. */
    void tell() {
        List<Window> due = shelf.windows(Key.DUE, CandleBatch.MAX_CANDLES);
        while (!due.isEmpty()) {
            tell(due);
            due = due.size() < CandleBatch.MAX_CANDLES ? List.of() : shelf.windows(Key.DUE, CandleBatch.MAX_CANDLES);
        }
    }

    private void tell(List<Window> due) {
        List<Kept> candles =
                due.stream().map(shelf::get).flatMap(Optional::stream).toList();
        topic.send(candles);
        Contract.CANDLES.publish(
                bus, CandleBatch.of(candles.stream().map(Kept::candle).toList()));
        Map<CandleBook, List<Kept>> byBook = candles.stream()
                .collect(Collectors.groupingBy(
                        candle -> books.apply(candle.window().symbol())));
        byBook.forEach(CandleBook::told);
        figures.told(candles.size());
    }
}
