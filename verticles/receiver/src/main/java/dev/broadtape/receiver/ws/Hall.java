package dev.broadtape.receiver.ws;

import dev.broadtape.receiver.kafka.TickBytes;

/** What all clients have in common. */
record Hall(SocketConfig config, Board board, Words words, TickBytes bytes, Counts counts) {
    Selection selection() {
        return new Selection(board, bytes);
    }

    Everything everything() {
        return new Everything(board, bytes);
    }
}
