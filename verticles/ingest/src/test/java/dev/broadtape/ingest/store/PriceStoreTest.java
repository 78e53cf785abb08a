package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.Rig;
import dev.broadtape.ingest.provider.Action;
import dev.broadtape.ingest.provider.Company;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bars and companies in a server that speaks MongoDB's wire protocol. */
class PriceStoreTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final Mongo mongo = rig.mongoClient();
    private final PriceStore prices = new PriceStore(mongo);
    private final CompanyStore companies = new CompanyStore(mongo);

    @BeforeEach
    void prepare() {
        await(Collections.prepare(mongo));
    }

    @Test
    void readsTheNewestBarsOverTheTurnOfTheYear() {
        Coverage coverage = save(days("2020-12-28", 10), Optional.empty(), 1);

        List<StoredBar> newest = await(prices.newest(coverage, 6));

        assertThat(newest)
                .extracting(bar -> bar.day().toString())
                .containsExactly("2021-01-06", "2021-01-05", "2021-01-04", "2021-01-03", "2021-01-02", "2021-01-01");
        assertThat(coverage.barsByYear()).containsEntry(2020, 4).containsEntry(2021, 6);
        assertThat(coverage.first()).isEqualTo("2020-12-28");
        assertThat(coverage.last()).isEqualTo("2021-01-06");
        assertThat(await(prices.newest(coverage, 5_000))).hasSize(10);
    }

    @Test
    void countsABarThatComesTwiceOnce() {
        Coverage before = save(days("2021-01-04", 5), Optional.empty(), 1);
        Coverage after = save(days("2021-01-06", 5), Optional.of(before), 2);

        assertThat(after.bars()).isEqualTo(7);
        assertThat(after.first()).isEqualTo("2021-01-04");
        assertThat(after.last()).isEqualTo("2021-01-10");
    }

    @Test
    void keepsWhatIsNewerWhenOldBarsComeLater() {
        Coverage before = save(days("2021-01-04", 2), Optional.empty(), 1);
        Coverage after = save(days("2019-05-01", 2), Optional.of(before), 2);

        assertThat(after.bars()).isEqualTo(4);
        assertThat(after.first()).isEqualTo("2019-05-01");
        assertThat(after.last()).isEqualTo(before.last());
        assertThat(after.closeE4()).isEqualTo(before.closeE4());
    }

    @Test
    void keepsTheTimeThatABarWasFirstSeenAndTheLongsOfItsPrices() {
        Coverage before = save(days("2021-01-04", 1), Optional.empty(), 111);
        save(days("2021-01-04", 2), Optional.of(before), 222);

        JsonObject bucket = await(mongo.run(
                client -> client.findOne(Collections.PRICES, Collections.byId("IBM:2021"), new JsonObject())));
        assertThat(bucket.getJsonObject("firstSeenMicros"))
                .isEqualTo(new JsonObject().put("2021-01-04", 111).put("2021-01-05", 222));
        assertThat(bucket.getJsonObject("bars").getJsonObject("2021-01-04").getValue("closeE4"))
                .isEqualTo(1_000L);
    }

    @Test
    void holdsTwentyYearsOfASymbol() {
        Coverage coverage = save(days("2001-01-01", 20 * 365), Optional.empty(), 1);

        assertThat(coverage.bars()).isEqualTo(7_300);
        assertThat(await(prices.newest(coverage, 5_000))).hasSize(5_000);
    }

    @Test
    void readsBackWhatIsKnownOfASymbol() {
        Coverage coverage = save(days("2021-01-04", 1), Optional.empty(), 1);
        var profile = new Listing.Profile(Company.named("IBM", "IBM Corp."), "history", 1, 2);
        await(companies.save(coverage, Optional.empty(), event()));
        await(companies.save("IBM", profile, Optional.empty()));

        Listing expected = new Listing("IBM", Optional.of(profile), Optional.of(coverage));
        assertThat(await(companies.of("IBM"))).isEqualTo(expected);
        assertThat(await(companies.all())).containsExactly(expected);
        assertThat(await(companies.of("KO"))).isEqualTo(Listing.unknown("KO"));
    }

    @Test
    void refusesACoverageThatAnotherHostHasOvertaken() {
        Coverage first = save(days("2021-01-04", 1), Optional.empty(), 1);
        await(companies.save(first, Optional.empty(), event()));
        Coverage ours = save(days("2021-01-05", 1), Optional.of(first), 2);
        Coverage theirs = save(days("2020-01-06", 1), Optional.of(first), 3);
        await(companies.save(theirs, Optional.of(first), event()));

        assertThatThrownBy(() -> await(companies.save(ours, Optional.of(first), event())))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind().retryable()).isTrue());
        assertThatThrownBy(() -> await(companies.save(ours, Optional.empty(), event())))
                .isInstanceOf(Fault.class);
        assertThat(await(companies.of("IBM")).prices()).contains(theirs);
    }

    @Test
    void keepsSourceAndActionWithTheirDay() {
        var split = new Action(LocalDate.parse("2021-01-05"), 2_500, new BigDecimal("4.0"));
        var load = new Load("IBM", days("2021-01-04", 2), List.of(split), "csv", 7, true);
        Coverage whole = await(prices.save(load, Optional.empty()));
        Coverage more = save(days("2021-01-06", 1), Optional.of(whole), 8);

        List<StoredBar> newest = await(prices.newest(more, 10));

        assertThat(newest).extracting(StoredBar::source).containsExactly("history", "csv", "csv");
        assertThat(newest.get(1).action()).contains(split);
        assertThat(newest.get(2).action()).isEmpty();
        assertThat(newest).extracting(StoredBar::firstSeenMicros).containsExactly(8L, 7L, 7L);
        assertThat(more.wholeTo()).contains(LocalDate.parse("2021-01-05"));
    }

    @Test
    void findsTheBarsOfAStretchOfDays() {
        Coverage coverage = save(days("2019-12-25", 400), Optional.empty(), 1);

        assertThat(await(prices.newest(coverage, LocalDate.parse("2019-12-30"), LocalDate.parse("2020-01-02"), 3)))
                .extracting(bar -> bar.day().toString())
                .containsExactly("2020-01-02", "2020-01-01", "2019-12-31");
    }

    private static DomainEvent event() {
        return DomainEvent.of(
                UUID.randomUUID(),
                "test",
                Instant.EPOCH,
                "0".repeat(32),
                Optional.empty(),
                new EventData.CompanyInfoUpdated("IBM", "IBM", "test"));
    }

    private Coverage save(List<Bar> bars, Optional<Coverage> before, long atMicros) {
        return await(prices.save(new Load("IBM", bars, "history", atMicros), before));
    }

    private static List<Bar> days(String first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Bar(
                        Exchange.startOfDayMicros(LocalDate.parse(first).plusDays(i)), 900, 1_100, 800, 1_000 + i, 5))
                .toList();
    }
}
