package dev.broadtape.ingest.provider;

import java.util.Optional;

/** Where a provider's answer is to be had. */
public sealed interface Source {
    /**
     * An HTTP GET.
     *
     * @param baseUrl scheme and host
     * @param pathAndQuery relative to it, without a key
     * @param keyParameter the query parameter that takes the key; absent where none is asked for
     */
    record Get(String baseUrl, String pathAndQuery, Optional<String> keyParameter) implements Source {}

    /** A file on the class path. */
    record Resource(String path) implements Source {}

    /** A file of a folder. */
    record File(String folder, String name) implements Source {}
}
