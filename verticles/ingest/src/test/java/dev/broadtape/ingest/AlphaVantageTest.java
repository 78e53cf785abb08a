package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaVantageTest extends ProviderContract {
    AlphaVantageTest() {
        super(
                "alphavantage",
                Recordings.of("alphavantage/daily-compact.json"),
                Recordings.of("alphavantage/overview.json"));
    }

    @Test
    void readsTheWholeHistory() {
        assertThat(provider.readBars("IBM", Recordings.of("alphavantage/daily-full.json")))
                .hasSize(1259);
    }

    @Test
    void readsWhatTheOverviewSays() {
        Company company = provider.readCompany("IBM", Recordings.of("alphavantage/overview.json"));

        assertThat(company.exchange()).contains("NYSE");
        assertThat(company.sector()).contains("Technology");
    }

    @ParameterizedTest
    @CsvSource({
        "limit-note, RATE_LIMITED",
        "limit-information, RATE_LIMITED",
        "unknown-symbol, NOT_FOUND",
        "bad-key, NOT_FOUND",
        "empty, NOT_FOUND",
    })
    void tellsWhyThereIsNoData(String recording, Fault.Kind kind) {
        Buffer answer = Recordings.of("alphavantage/" + recording + ".json");

        assertThat(faultOf(() -> provider.readBars("IBM", answer)).kind()).isEqualTo(kind);
        assertThat(faultOf(() -> provider.readCompany("IBM", answer)).kind()).isEqualTo(kind);
    }

    @Test
    void tellsALimitByTheAbsenceOfDataInWhateverWords() {
        Buffer answer = new JsonObject().put("Tip", "have a break").toBuffer();

        assertThat(faultOf(() -> provider.readBars("IBM", answer)).kind()).isEqualTo(Fault.Kind.RATE_LIMITED);
    }

    @Test
    void callsAnEmptySeriesUnknown() {
        Buffer answer = Recordings.of("alphavantage/empty-series.json");

        assertThat(faultOf(() -> provider.readBars("IBM", answer)).kind()).isEqualTo(Fault.Kind.NOT_FOUND);
    }

    @Test
    void refusesABarThatCannotHaveBeenTraded() {
        String lowAboveHigh = Recordings.of("alphavantage/daily-compact.json")
                .toString()
                .replace("\"3. low\": \"137.7100\"", "\"3. low\": \"237.7100\"");

        Fault fault = faultOf(() -> provider.readBars("IBM", Buffer.buffer(lowAboveHigh)));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.BAD_UPSTREAM);
        assertThat(fault).hasMessageContaining("2021-04-21");
    }

    @Test
    void neverRepeatsOurKey() {
        Buffer answer = Recordings.of("alphavantage/limit-information.json");

        assertThat(answer.toString()).contains("SECRETKEY");
        assertThat(faultOf(() -> provider.readBars("IBM", answer)).getMessage()).doesNotContain("SECRETKEY");
        assertThat(provider.bars("IBM", OutputSize.FULL).toString()).doesNotContain("SECRETKEY");
    }

    @Test
    void asksForWhatIsWanted() {
        assertThat(provider.bars("BRK.B", OutputSize.FULL))
                .isInstanceOfSatisfying(
                        Source.Get.class,
                        get -> assertThat(get.pathAndQuery().reveal())
                                .isEqualTo("/query?function=TIME_SERIES_DAILY&symbol=BRK.B&outputsize=full"
                                        + "&apikey=SECRETKEY"));
    }
}
