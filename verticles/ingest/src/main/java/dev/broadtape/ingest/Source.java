package dev.broadtape.ingest;

import dev.broadtape.kit.config.Secret;

/** Where a provider's answer is to be had. */
sealed interface Source {
    /**
     * An HTTP GET, which costs one call of the provider's budgets.
     *
     * @param baseUrl scheme and host
     * @param pathAndQuery relative to it; a secret, since it may hold a key
     */
    record Get(String baseUrl, Secret pathAndQuery) implements Source {}

    /** A file on the class path. */
    record Resource(String path) implements Source {}
}
