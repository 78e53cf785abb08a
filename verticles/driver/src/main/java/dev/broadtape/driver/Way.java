package dev.broadtape.driver;

import dev.broadtape.kit.Node;
import dev.broadtape.kit.Roster;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * How ticks get out while we have the lease.
 *
 * @param fence number of the lease
 * @param window frames of a partition that may be unacknowledged
 * @param asked counts the times that a receiver was asked where to go on
 * @param fenced told why when a newer driver is at work
 */
record Way(Vertx vertx, Node node, Roster roster, long fence, int window, LongAdder asked, Consumer<String> fenced) {}
