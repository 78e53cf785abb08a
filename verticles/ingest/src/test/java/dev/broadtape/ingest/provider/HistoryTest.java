package dev.broadtape.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.ingest.provider.Trouble.Meaning;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest extends ProviderContract {
    private static final List<String> ALL = List.of(
            ("AAPL ABBV AMD AMZN BA BAC CRM CSCO DIS FB GE GOOGL HD IBM INTC JNJ JPM KO MA MCD MSFT NFLX NVDA PFE PG"
                            + " TSLA UNH V WMT XOM")
                    .split(" "));
    private static final Buffer COMPANIES = Answers.of("history/companies.csv");

    HistoryTest() {
        super(provider("history"), Answers.of("history/IBM.csv"));
    }

    @Test
    void holdsAHundredDaysAndANameOfEachSymbol() {
        assertThat(ALL).hasSize(30).allSatisfy(symbol -> {
            var bars = provider.bars(symbol, OutputSize.COMPACT);
            var source = (Source.Resource) bars.source();
            assertThat(Answers.read(bars, Answers.of(source.path())).bars()).hasSize(100);
            assertThat(company(symbol).name()).isNotBlank();
        });
    }

    @Test
    void readsANameWithAComma() {
        assertThat(company("AMZN").name()).isEqualTo("Amazon.com, Inc.");
    }

    @Test
    void knowsNoOtherCompany() {
        assertThat(Answers.meaning(provider.company("BRK.B").orElseThrow(), COMPANIES))
                .isEqualTo(Meaning.UNKNOWN);
    }

    @Test
    void keepsTheDividendsThatAreInIt() {
        assertThat(Answers.read(question, Answers.of("history/IBM.csv")).actions())
                .extracting(action -> action.day() + " " + action.dividendE4())
                .containsExactly("2021-02-09 16300");
    }

    @Test
    void sortsEachBundledSymbolIntoASector() {
        assertThat(Sectors.symbols(List.of())).containsExactlyElementsOf(ALL);
        assertThat(Sectors.symbols(List.of("energy", "industrials"))).containsExactly("BA", "GE", "XOM");
    }

    private Company company(String symbol) {
        return Answers.read(provider.company(symbol).orElseThrow(), COMPANIES);
    }
}
