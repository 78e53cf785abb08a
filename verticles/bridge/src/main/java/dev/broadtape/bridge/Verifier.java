package dev.broadtape.bridge;

/** Tells what SNS signed from what it did not. Waits for the network, so not for an event loop. */
interface Verifier extends AutoCloseable {
    /**
     * Returns where {@code post}, read from {@code body}, was signed by SNS as it stands.
     *
     * @throws dev.broadtape.contract.Fault FORBIDDEN where it was not, UNAVAILABLE where that cannot be told now
     */
    void verify(SnsPost post, String body);

    @Override
    void close();
}
