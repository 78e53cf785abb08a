/**
 * A stand-in for Amazon SNS on loopback: the AWS Query protocol towards clients, signed HTTP notifications towards
 * subscribers, and everything that was accepted kept on disk until it is delivered.
 *
 * <p>Two threads beside the event loop: {@code embedded-sns-state} owns topics, subscriptions and undelivered
 * messages, {@code embedded-sns-signing} signs. Deliveries are at least once, in order per subscription.
 */
@NullMarked
package dev.broadtape.launcher.embedded.sns;

import org.jspecify.annotations.NullMarked;
