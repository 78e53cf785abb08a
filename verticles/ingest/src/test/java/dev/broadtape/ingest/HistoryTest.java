package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest extends ProviderContract {
    private static final List<String> ALL = List.of(
            ("AAPL ABBV AMD AMZN BA BAC CRM CSCO DIS FB GE GOOGL HD IBM INTC JNJ JPM KO MA MCD MSFT NFLX NVDA PFE PG"
                            + " TSLA UNH V WMT XOM")
                    .split(" "));
    private static final Buffer COMPANIES = Recordings.of("history/companies.csv");

    HistoryTest() {
        super("history", Recordings.of("history/IBM.csv"), COMPANIES);
    }

    @Test
    void holdsAHundredDaysAndANameOfEachSymbol() {
        assertThat(ALL).hasSize(30).allSatisfy(symbol -> {
            var source = (Source.Resource) provider.bars(symbol, OutputSize.COMPACT);
            assertThat(provider.readBars(symbol, Recordings.of(source.path()))).hasSize(100);
            assertThat(provider.readCompany(symbol, COMPANIES).name()).isNotBlank();
        });
    }

    @Test
    void readsANameWithAComma() {
        assertThat(provider.readCompany("AMZN", COMPANIES).name()).isEqualTo("Amazon.com, Inc.");
    }

    @Test
    void knowsNoOtherCompany() {
        assertThat(faultOf(() -> provider.readCompany("BRK.B", COMPANIES)).kind())
                .isEqualTo(Fault.Kind.NOT_FOUND);
    }
}
