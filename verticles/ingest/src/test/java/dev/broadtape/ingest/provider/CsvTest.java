package dev.broadtape.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest extends ProviderContract {
    CsvTest() {
        super(provider("csv"), Answers.of("csv/stooq.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alphavantage/daily-compact.csv", "csv/yahoo.csv", "csv/stooq.csv", "csv/stooq-bulk.txt"})
    void readsTheSameBarsInEachForm(String file) {
        Series expected = Answers.read(question, Answers.of("history/IBM.csv"));

        Series read = Answers.read(question, Answers.of(file));

        assertThat(read.bars())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("volume")
                .isEqualTo(expected.bars());
        for (int i = 0; i < 100; i++) {
            assertThat(read.bars().get(i).volume())
                    .as("half shares are rounded up")
                    .isCloseTo(expected.bars().get(i).volume(), within(1L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp,open,high,low,close,volume | ALPHA_VANTAGE",
                "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient | ALPHA_VANTAGE",
                "time,open,high,low,close,volume | ALPHA_VANTAGE",
                "Date,Open,High,Low,Close,Adj Close,Volume | YAHOO",
                "Date,Open,High,Low,Close,Volume | STOOQ",
                "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT> | STOOQ",
            })
    void tellsWhoWroteAFileFromItsHeader(String header, CsvFormat.Writer writer) {
        assertThat(CsvFormat.of(header).writer()).isEqualTo(writer);
    }

    @Test
    void keepsSplitsAndDividendsWithTheirDays() {
        Series read =
                Answers.read(provider.bars("AAPL", OutputSize.FULL), Answers.of("alphavantage/daily-adjusted.csv"));

        assertThat(read.actions())
                .extracting(action -> "%s %d %s".formatted(action.day(), action.dividendE4(), action.split()))
                .containsExactly("2020-08-07 8200 1.0", "2020-08-31 0 4.0", "2020-11-06 2050 1.0");
    }

    @Test
    void sumsMinutesUpToTheSessionsOfWholeAndHalfDays() {
        Series read = Answers.read(provider.bars("MSFT", OutputSize.FULL), Answers.of("csv/minutes-newest-first.csv"));

        assertThat(read.bars()).hasSize(2);
        Bar half = read.bars().get(0);
        assertThat(Exchange.day(half.startMicros())).isEqualTo(LocalDate.of(2020, 11, 27));
        assertThat(half)
                .as("as the exchange's own bar of that day, but for the trades that no minute reports")
                .usingRecursiveComparison()
                .ignoringFields("volume")
                .isEqualTo(new Bar(half.startMicros(), 2_148_500, 2_162_700, 2_140_400, 2_152_300, 0));
        assertThat(half.volume()).isBetween(12_000_000L, 14_512_213L);
        Bar whole = read.bars().get(1);
        assertThat(whole.openE4()).isEqualTo(2_143_700);
        assertThat(whole.highE4()).isEqualTo(2_155_400);
        assertThat(whole.lowE4()).isEqualTo(2_129_900);
    }

    @ParameterizedTest
    @CsvSource({
        "'09:29,09:30,12:00,16:00,16:01,20:00', 3, 5", // named by their ends, the hours outside included
        "'09:29,09:30,12:00,16:00,16:01,19:59', 2, 4", // named by their beginnings
        "'09:31,12:00,16:00', 1, 3", // by their ends, the session only
        "'09:30,12:00,15:59', 1, 3" // by their beginnings
    })
    void tellsWhetherMinutesAreNamedByTheirEndOrBeginning(String times, long first, long last) {
        Buffer minutes = Buffer.buffer("timestamp,open,high,low,close,volume\n");
        List<String> named = List.of(times.split(","));
        for (int i = 1; i <= named.size(); i++) {
            minutes.appendString("2021-04-21 %s:00,%d,9,1,%d,10\n".formatted(named.get(i - 1), i, i));
        }

        Bar day = Answers.read(question, minutes).bars().get(0);

        assertThat(day.openE4()).isEqualTo(first * 10_000);
        assertThat(day.closeE4()).isEqualTo(last * 10_000);
        assertThat(day.volume()).isEqualTo((last - first + 1) * 10);
    }

    @Test
    void keepsTheNewestHundredDaysOfACompactFile() {
        Buffer years = Buffer.buffer("Date,Open,High,Low,Close,Volume\n");
        LocalDate first = LocalDate.of(2001, 1, 1);
        for (int i = 0; i < 400; i++) {
            years.appendString("%s,2,3,1,2,%d\n".formatted(first.plusDays(i), i));
        }

        assertThat(Answers.read(question, years).bars())
                .hasSize(100)
                .first()
                .extracting(Bar::volume)
                .isEqualTo(300L);
        assertThat(Answers.read(provider.bars("IBM", OutputSize.FULL), years).bars())
                .hasSize(400);
    }

    @Test
    void leavesOutALineInAThousandThatCannotBeTrueButNotOneInTen() {
        StringBuilder lines = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        for (int i = 0; i < 1_000; i++) {
            lines.append("%s,2,3,1,2,10\n".formatted(LocalDate.of(2001, 1, 1).plusDays(i)));
        }
        Buffer good = Buffer.buffer(lines + "2010-01-04,2,1,3,2,10\n");
        Buffer bad = Buffer.buffer(lines + "2010-01-04,2,1,3,2,10\n".repeat(100));

        assertThat(Answers.read(provider.bars("IBM", OutputSize.FULL), good).bars())
                .hasSize(1_000);
        assertThat(Answers.trouble(question, bad))
                .hasMessageContaining("100 of 1100")
                .hasMessageContaining("2010-01-04");
    }

    @Test
    void refusesAFileOfAnotherSymbol() {
        assertThat(Answers.meaning(provider.bars("KO", OutputSize.FULL), Answers.of("csv/stooq-bulk.txt")))
                .isEqualTo(Meaning.NONSENSE);
    }

    @ParameterizedTest
    @CsvSource({"No data, UNKNOWN", "Exceeded the daily hits limit, SPENT", "{}, UNKNOWN"})
    void hearsWhatAServerSaysInPlaceOfAFile(String words, Meaning meaning) {
        assertThat(Answers.meaning(question, Buffer.buffer(words))).isEqualTo(meaning);
    }

    @Test
    void looksForFilesWhereItIsTold() {
        var behind = new Csv(new CsvConfig("", "https://stooq.com/q/d/l/?s={lower}.us&i=d"));

        assertThat(question.source()).isEqualTo(new Source.File("/bars", "IBM.csv"));
        assertThat(behind.bars("BRK.B", OutputSize.FULL).source())
                .isEqualTo(new Source.Get("https://stooq.com", "/q/d/l/?s=brk.b.us&i=d", Optional.empty()));
    }
}
