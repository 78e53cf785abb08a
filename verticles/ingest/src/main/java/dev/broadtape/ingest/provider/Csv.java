package dev.broadtape.ingest.provider;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Files of OHLCV bars, one a symbol, in a folder or behind a URL, in the formats of Alpha Vantage, Yahoo and Stooq.
 * Bars are as the file has them: Yahoo and Stooq adjust theirs for splits. It names no companies.
 */
final class Csv implements Provider {
    static final String NAME = "csv";

    private final CsvConfig config;

    Csv(CsvConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Question<Series> bars(String symbol, OutputSize size) {
        return new Question<>(
                "bars",
                symbol,
                source(symbol),
                () -> new CsvReader(symbol, size),
                series -> series.bars().size(),
                Duration.ZERO);
    }

    private Source source(String symbol) {
        if (!config.folder().isBlank()) {
            return new Source.File(config.folder(), symbol + ".csv");
        }
        String url = config.url()
                .replace("{symbol}", encoded(symbol))
                .replace("{lower}", encoded(symbol.toLowerCase(Locale.ROOT)));
        URI uri = URI.create(url);
        String base = "%s://%s".formatted(uri.getScheme(), uri.getRawAuthority());
        return new Source.Get(base, url.substring(base.length()), Optional.empty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
