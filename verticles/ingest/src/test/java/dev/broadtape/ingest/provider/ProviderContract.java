package dev.broadtape.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every provider must do, shown on IBM's bars to 2021-04-21 as it sends them. */
abstract class ProviderContract {
    final Provider provider;
    final Question<Series> question;
    private final Buffer bars;

    ProviderContract(Provider provider, Buffer bars) {
        this.provider = provider;
        this.question = provider.bars("IBM", OutputSize.COMPACT);
        this.bars = bars;
    }

    static Provider provider(String name) {
        return Providers.create(List.of(name), new Providers.Settings(alphavantage(false), new CsvConfig("/bars", "")))
                .get(0);
    }

    static AlphaVantageConfig alphavantage(boolean adjusted) {
        return new AlphaVantageConfig(
                "https://www.alphavantage.co", new Secret("SECRETKEY"), List.of(), 1, 25, adjusted, false);
    }

    @Test
    void readsBarsOldestFirst() {
        assertThat(Answers.read(question, bars).bars())
                .hasSize(100)
                .extracting(Bar::startMicros)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void readsExactPricesAsTradedAndDaysOfNewYork() {
        assertThat(Answers.read(question, bars).bars())
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
    void readsThePiecesAsTheyComeToTheSameBars() {
        Series whole = Answers.read(question, bars);

        assertThat(Answers.read(question, bars, 1)).isEqualTo(whole);
        assertThat(Answers.read(question, bars, 1_021)).isEqualTo(whole);
    }

    @Test
    void takesAWebPageForNonsense() {
        assertThat(Answers.meaning(question, Answers.of("alphavantage/error-page.html")))
                .isEqualTo(Meaning.NONSENSE);
    }

    @Test
    void takesNoAnswerAtAllForNonsense() {
        assertThat(Answers.meaning(question, Buffer.buffer())).isEqualTo(Meaning.NONSENSE);
    }
}
