package dev.broadtape.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaVantageTest extends ProviderContract {
    AlphaVantageTest() {
        super(provider("alphavantage"), Answers.of("alphavantage/daily-compact.json"));
    }

    @Test
    void readsTheWholeHistory() {
        assertThat(Answers.read(question, Answers.of("alphavantage/daily-full.json"))
                        .bars())
                .hasSize(1259);
    }

    @Test
    void readsTheSameFromCsv() {
        assertThat(Answers.read(question, Answers.of("alphavantage/daily-compact.csv")))
                .isEqualTo(Answers.read(question, Answers.of("alphavantage/daily-compact.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void keepsSplitsAndDividendsOfAdjustedBarsAsTheyWereTold(String form) {
        Question<Series> adjusted = new AlphaVantage(alphavantage(true)).bars("AAPL", OutputSize.COMPACT);

        Series read = Answers.read(adjusted, Answers.of("alphavantage/daily-adjusted." + form));

        assertThat(read.actions())
                .containsExactly(
                        new Action(LocalDate.of(2020, 8, 7), 8_200, new BigDecimal("1.0")),
                        new Action(LocalDate.of(2020, 8, 31), 0, new BigDecimal("4.0")),
                        new Action(LocalDate.of(2020, 11, 6), 2_050, new BigDecimal("1.0")));
        assertThat(read.bars())
                .as("the close as traded, not as adjusted later")
                .contains(new Bar(
                        Exchange.startOfDayMicros(LocalDate.of(2020, 8, 31)),
                        1_275_800,
                        1_310_000,
                        1_260_000,
                        1_290_400,
                        223_505_733));
    }

    @Test
    void readsMinutesInNewYorkTime() {
        List<Bar> bars = Answers.read(intraday(), Answers.of("alphavantage/intraday-1min.json"))
                .bars();

        assertThat(bars).hasSize(100).extracting(Bar::startMicros).isSorted();
        assertThat(bars)
                .last()
                .isEqualTo(new Bar(
                        Exchange.micros(Instant.parse("2017-12-18T19:56:00Z")),
                        864_900,
                        865_000,
                        864_750,
                        865_000,
                        10_494));
    }

    @Test
    void readsMinutesOfSummerAndWinterByTheClockOfNewYork() {
        Buffer csv = Buffer.buffer("""
                timestamp,open,high,low,close,volume
                2021-03-15 09:30:00,2,3,1,2,10
                2021-03-12 09:30:00,2,3,1,2,10
                """);

        assertThat(Answers.read(intraday(), csv).bars())
                .extracting(bar -> Exchange.instant(bar.startMicros()))
                .containsExactly(Instant.parse("2021-03-12T14:30:00Z"), Instant.parse("2021-03-15T13:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void readsAQuote(String form) {
        assertThat(Answers.read(provider.quote("MSFT").orElseThrow(), Answers.of("alphavantage/quote." + form)))
                .isEqualTo(new Quote(
                        "MSFT",
                        1_126_300,
                        1_131_700,
                        1_106_400,
                        1_121_300,
                        29_062_853,
                        LocalDate.of(2018, 10, 5),
                        Optional.of(1_127_900L),
                        Optional.of(-6_600L),
                        Optional.of(new BigDecimal("-0.5852"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void readsWhatASearchFound(String form) {
        List<Match> found =
                Answers.read(provider.search("boeing").orElseThrow(), Answers.of("alphavantage/search." + form));

        assertThat(found)
                .first()
                .isEqualTo(new Match(
                        "BA", "The Boeing Company", "Equity", "United States", "USD", new BigDecimal("1.0000")));
        assertThat(found).hasSizeGreaterThan(5);
    }

    @Test
    void findsNothingWithoutTroubleWhereASearchIsInVain() {
        assertThat(Answers.read(provider.search("zzzz").orElseThrow(), Buffer.buffer("{\"bestMatches\": []}")))
                .isEmpty();
    }

    @Test
    void readsWhatTheOverviewSays() {
        Company company = Answers.read(provider.company("IBM").orElseThrow(), Answers.of("alphavantage/overview.json"));

        assertThat(company.name()).startsWith("International Business Machines");
        assertThat(company.exchange()).contains("NYSE");
        assertThat(company.sector()).contains("Technology");
    }

    @Test
    void readsWhichMarketsAreOpen() {
        List<MarketHours> markets =
                Answers.read(provider.markets().orElseThrow(), Answers.of("alphavantage/markets.json"));

        assertThat(markets)
                .first()
                .isEqualTo(new MarketHours(
                        "Equity",
                        "United States",
                        "NASDAQ, NYSE, AMEX, BATS",
                        LocalTime.of(9, 30),
                        LocalTime.of(16, 15),
                        false,
                        ""));
        assertThat(markets).extracting(MarketHours::open).containsExactly(false, true, true);
    }

    @Test
    void readsTheMoversAndWhichOfThemAreSymbols() {
        Movers movers = Answers.read(provider.movers().orElseThrow(), Answers.of("alphavantage/movers.json"));

        assertThat(movers.asOfMicros()).isEqualTo(Exchange.micros(Instant.parse("2021-04-21T20:15:59Z")));
        assertThat(movers.losers())
                .first()
                .isEqualTo(new Movers.Mover("NFLX", 5_089_000, -406_700, new BigDecimal("-7.4003"), 22_897_354));
        assertThat(movers.symbols(10)).containsExactly("ACMEW", "NFLX", "AAPL", "IBM", "KO");
        assertThat(movers.symbols(2)).containsExactly("ACMEW", "NFLX");
    }

    @Test
    void refusesABarThatCannotHaveBeenTraded() {
        String lowAboveHigh = Answers.of("alphavantage/daily-compact.json")
                .toString()
                .replace("\"3. low\": \"137.7100\"", "\"3. low\": \"237.7100\"");

        Trouble trouble = Answers.trouble(question, Buffer.buffer(lowAboveHigh));

        assertThat(trouble.meaning()).isEqualTo(Meaning.NONSENSE);
        assertThat(trouble).hasMessageContaining("2021-04-21");
    }

    @ParameterizedTest
    @CsvSource({
        "limit-note.json, LIMITED",
        "limit-burst.json, LIMITED",
        "limit-information.json, SPENT",
        "unknown-symbol.json, UNKNOWN",
        "empty.json, UNKNOWN",
        "bad-key.json, BAD_KEY",
        "demo-key.json, BAD_KEY",
        "premium.json, NOT_OFFERED",
        "error-page.html, NONSENSE",
    })
    void tellsWhyThereIsNoData(String recording, Meaning meaning) {
        Buffer answer = Answers.of("alphavantage/" + recording);

        assertThat(everyQuestion())
                .allSatisfy(asked -> assertThat(Answers.meaning(asked, answer))
                        .as(asked.kind())
                        .isEqualTo(meaning));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Note\": \"Whoa there, too many calls\"} | LIMITED",
                "{\"Information\": \"Quota of the day exhausted, come back tomorrow\"} | SPENT",
                "{\"Message\": \"25 requests daily is the limit\"} | SPENT",
                "{\"Tip\": \"have a break\"} | LIMITED",
                "{\"Error Message\": \"no such ticker\"} | UNKNOWN",
                "{\"error\": \"Symbol XYZ could not be found\"} | UNKNOWN",
                "{\"Global Quote\": {}} | UNKNOWN",
                "{\"Error Message\": \"your API key expired\"} | BAD_KEY",
                "{\"Information\": \"Upgrade to use this function\"} | NOT_OFFERED",
                "[] | NONSENSE",
                "null | NONSENSE",
                "{\"Meta Data\": {\"1. Information\": \"Dai | NONSENSE",
            })
    void tellsItInWhateverWords(String answer, Meaning meaning) {
        assertThat(Answers.meaning(question, Buffer.buffer(answer))).isEqualTo(meaning);
    }

    @Test
    void callsAnEmptySeriesUnknown() {
        assertThat(Answers.meaning(question, Answers.of("alphavantage/empty-series.json")))
                .isEqualTo(Meaning.UNKNOWN);
    }

    @Test
    void readsABodyThatWasCutOffAnywhereAsNonsense() {
        Buffer whole = Answers.of("alphavantage/daily-compact.json");

        for (int length = 1; length < whole.length() - 1; length += 97) {
            assertThat(Answers.meaning(question, whole.getBuffer(0, length))).isEqualTo(Meaning.NONSENSE);
        }
    }

    @Test
    void givesTheProvidersWordsWithoutTheKeyThatItRepeats() {
        Trouble trouble = Answers.trouble(question, Answers.of("alphavantage/limit-information.json"));

        assertThat(trouble.text()).contains("SECRETKEY");
        assertThat(trouble.without("SECRETKEY").text()).contains("***").doesNotContain("SECRETKEY");
        assertThat(everyQuestion())
                .allSatisfy(asked -> assertThat(asked.toString()).doesNotContain("SECRETKEY"));
    }

    @Test
    void asksForWhatIsWanted() {
        assertThat(path(provider.bars("BRK.B", OutputSize.FULL)))
                .isEqualTo("/query?function=TIME_SERIES_DAILY&symbol=BRK.B&outputsize=full");
        assertThat(path(new AlphaVantage(alphavantage(true)).bars("KO", OutputSize.COMPACT)))
                .isEqualTo("/query?function=TIME_SERIES_DAILY_ADJUSTED&symbol=KO&outputsize=compact");
        assertThat(path(provider.search("a & b").orElseThrow()))
                .isEqualTo("/query?function=SYMBOL_SEARCH&keywords=a+%26+b");
    }

    @ParameterizedTest
    @EnumSource(Interval.class)
    void asksForEachInterval(Interval interval) {
        assertThat(path(provider.intraday("KO", interval, OutputSize.COMPACT).orElseThrow()))
                .isEqualTo("/query?function=TIME_SERIES_INTRADAY&symbol=KO&interval=%s&outputsize=compact"
                        .formatted(interval.label()));
        assertThat(Interval.of(interval.label())).isEqualTo(interval);
    }

    @Test
    void usesEachKeyOnce() {
        var config = new AlphaVantageConfig(
                "https://www.alphavantage.co",
                new Secret("a"),
                List.of(new Secret("b"), new Secret("a"), new Secret(" ")),
                1,
                25,
                false,
                true);

        Limits limits = new AlphaVantage(config).limits().orElseThrow();

        assertThat(limits.keys()).extracting(Secret::reveal).containsExactly("a", "b");
        assertThat(limits.callsPerDay()).isEqualTo(50);
        assertThat(path(new AlphaVantage(config).quote("KO").orElseThrow())).contains("datatype=csv");
    }

    private Question<Series> intraday() {
        return provider.intraday("MSFT", Interval.ONE_MINUTE, OutputSize.COMPACT)
                .orElseThrow();
    }

    private List<Question<?>> everyQuestion() {
        return List.of(
                question,
                intraday(),
                provider.company("IBM").orElseThrow(),
                provider.quote("IBM").orElseThrow(),
                provider.search("IBM").orElseThrow(),
                provider.markets().orElseThrow(),
                provider.movers().orElseThrow());
    }

    private static String path(Question<?> asked) {
        return ((Source.Get) asked.source()).pathAndQuery();
    }
}
