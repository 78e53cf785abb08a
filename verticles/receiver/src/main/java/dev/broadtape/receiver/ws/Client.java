package dev.broadtape.receiver.ws;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One client: does what it says, and has it told what it asked for whenever it is its turn. */
final class Client {
    /** It is warned when so small a part of our patience is gone. */
    private static final int WARN = 4;

    private final Hall hall;
    private final Line line;
    private final Allowance allowance;
    private final Delivery delivery;
    private final BiConsumer<Client, Closure> gone;

    /**
     * A client that has asked for nothing yet.
     *
     * @param gone hears of it when we close it
     */
    Client(Hall hall, Line line, long nowNanos, BiConsumer<Client, Closure> gone) {
        this.hall = hall;
        this.line = line;
        this.gone = gone;
        this.allowance = new Allowance(hall.config().messagesPerSecond(), nowNanos);
        this.delivery = new Delivery(hall, line, nowNanos);
    }

    /** Its first words, with the symbols that it asked for when it came. */
    void greet(Collection<String> symbols, long nowNanos) {
        line.say(hall.words().hello());
        subscribe(new Command(Command.Action.SUBSCRIBE, Optional.empty(), symbols, Optional.empty()));
        turn(nowNanos);
    }

    /** A message of the client's. */
    void hear(String text, long nowNanos) {
        if (allowance.take(nowNanos)) {
            obey(text);
            turn(nowNanos);
        } else if (allowance.exhausted()) {
            close(Closure.TOO_MANY_MESSAGES);
        } else if (allowance.firstRefusal()) {
            String allowed =
                    "at most %d messages a second".formatted(hall.config().messagesPerSecond());
            line.say(Words.error(new Refusal(Refusal.Code.RATE_LIMITED, allowed), Optional.empty()));
        }
    }

    private void obey(String text) {
        try {
            Command command = Command.read(text);
            switch (command.action()) {
                case SUBSCRIBE -> subscribe(command);
                case UNSUBSCRIBE -> unsubscribe(command);
                case PING -> line.say(Words.pong(command.id()));
            }
        } catch (Refusal e) {
            line.say(Words.error(e, Command.idIn(text)));
        }
    }

    private void subscribe(Command command) {
        if (command.since().isPresent() && !nothingYet()) {
            throw new Refusal(Refusal.Code.ALREADY_SUBSCRIBED, "since is for the first subscription of a connection");
        }
        if (delivery.interest() instanceof Selection some) {
            if (command.symbols().contains(Command.ALL)) {
                delivery.change(hall.everything());
            } else {
                add(some, command.symbols());
            }
        }
        Optional<Boolean> resumed = command.since().map(delivery::resume);
        line.say(Words.subscribed(delivery.interest(), command.id(), resumed));
    }

    private boolean nothingYet() {
        return !delivery.interest().all() && delivery.interest().symbols().isEmpty();
    }

    private void add(Selection some, Collection<String> symbols) {
        long more = some.without(symbols);
        if (some.symbols().size() + more > hall.config().maxSymbols()) {
            throw new Refusal(
                    Refusal.Code.TOO_MANY_SYMBOLS,
                    "at most %d symbols; * asks for all of them"
                            .formatted(hall.config().maxSymbols()));
        }
        if (more > 0) {
            some.add(symbols);
        }
    }

    private void unsubscribe(Command command) {
        if (command.symbols().contains(Command.ALL)) {
            delivery.change(hall.selection());
        } else if (delivery.interest() instanceof Selection some) {
            some.remove(command.symbols());
        } else {
            throw new Refusal(Refusal.Code.SUBSCRIBED_TO_ALL, "all symbols are subscribed to: unsubscribe * first");
        }
        line.say(Words.subscribed(delivery.interest(), command.id(), Optional.empty()));
    }

    /** Tells it what is new, if it takes anything. */
    void turn(long nowNanos) {
        delivery.turn(nowNanos);
        if (!line.full()) {
            line.goOn();
            return;
        }
        long patience = hall.config().patience().toNanos();
        long nanos = line.stop(nowNanos);
        if (nanos > patience) {
            close(Closure.SLOW);
        } else if (nanos > patience / WARN && line.warn()) {
            hall.counts().slow();
            line.say(hall.words().slow(patience - nanos));
        }
    }

    /** Its socket says why it cannot go on: of what a client does, only a message that is too large. */
    void fail(Throwable thrown) {
        if (line.open() && thrown instanceof IllegalStateException) {
            close(Closure.TOO_LARGE);
        }
    }

    void close(Closure closure) {
        line.close(closure);
        gone.accept(this, closure);
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
