package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every provider must do, shown on IBM's bars to 2021-04-21 as it sends them. */
abstract class ProviderContract {
    final Provider provider;
    private final Buffer bars;
    private final Buffer company;

    ProviderContract(String name, Buffer bars, Buffer company) {
        this.provider = Providers.create(new IngestConfig(
                8000,
                name,
                List.of("IBM"),
                FakeAlphaVantage.config("https://www.alphavantage.co", 25),
                Duration.ofDays(30)));
        this.bars = bars;
        this.company = company;
    }

    @Test
    void readsBarsOldestFirst() {
        assertThat(provider.readBars("IBM", bars))
                .hasSize(100)
                .extracting(Bar::startMicros)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void readsExactPricesAsTradedAndDaysOfNewYork() {
        assertThat(provider.readBars("IBM", bars))
                .last()
                .isEqualTo(new Bar(
                        Exchange.startOfDayMicros(LocalDate.of(2021, 4, 21)),
                        1_380_600,
                        1_437_300,
                        1_377_100,
                        1_435_500,
                        11_909_005));
    }

    @Test
    void readsTheNameOfTheCompany() {
        Company read = provider.readCompany("IBM", company);

        assertThat(read.symbol()).isEqualTo("IBM");
        assertThat(read.name()).startsWith("International Business Machines");
    }

    @Test
    void callsGarbageABadUpstream() {
        Buffer page = Recordings.of("alphavantage/error-page.html");

        assertThat(faultOf(() -> provider.readBars("IBM", page)).kind()).isEqualTo(Fault.Kind.BAD_UPSTREAM);
    }

    static Fault faultOf(Runnable reading) {
        return catchThrowableOfType(Fault.class, reading::run);
    }
}
