package dev.broadtape.ingest.provider;

import jakarta.validation.constraints.NotNull;

/**
 * The {@code ingest.csv} section: files of OHLCV bars. One of the two is needed when {@code csv} is one of the
 * providers; with both, the folder is used.
 *
 * @param folder with one file a symbol, {@code AAPL.csv}
 * @param url with {@code {symbol}} where the symbol goes, or {@code {lower}} for its lower case
 */
public record CsvConfig(@NotNull String folder, @NotNull String url) {
    public boolean placed() {
        return !folder.isBlank() || !url.isBlank();
    }
}
