package dev.broadtape.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What may know what. The compiler keeps the modules apart; this keeps the packages and the habits. */
class RulesTest {
    private static final String LEDGER_COUNTS =
            "generated|acknowledged|stored|inKafka|residue|first|last|missing|doubled|ticks";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/dev/broadtape/system/"))
            .importPackages("dev.broadtape");

    @Test
    void verticlesNeverSeeEachOther() {
        slices().matching("dev.broadtape.(ingest|driver|receiver|dashboard|bridge)..")
                .should()
                .notDependOnEachOther()
                .check(CODE);
    }

    @Test
    void theContractImportsLittle() {
        classes()
                .that(resideInAPackage("dev.broadtape.contract.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.broadtape.contract..",
                        "java..",
                        "io.vertx.core..",
                        "com.fasterxml.jackson..",
                        "org.agrona..",
                        "org.jspecify..",
                        "org.slf4j.."))
                .check(CODE);
    }

    @Test
    void theKitKnowsNoVerticle() {
        noClasses()
                .that(resideInAPackage("dev.broadtape.kit.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.broadtape.ingest..",
                        "dev.broadtape.driver..",
                        "dev.broadtape.receiver..",
                        "dev.broadtape.dashboard..",
                        "dev.broadtape.bridge..",
                        "dev.broadtape.launcher.."))
                .check(CODE);
    }

    @Test
    void aClientLibraryIsKnownOnlyToItsOwner() {
        onlyIn(
                "org.apache.kafka..",
                "dev.broadtape.receiver..",
                "dev.broadtape.bridge..",
                "dev.broadtape.launcher.embedded..");
        onlyIn("io.vertx.ext.mongo..", "dev.broadtape.ingest..", "dev.broadtape.driver..");
        onlyIn("io.vertx.redis..", "dev.broadtape.ingest..");
        onlyIn("software.amazon..", "dev.broadtape.bridge..");
        onlyIn("org.rocksdb..", "dev.broadtape.receiver.store..");
        onlyIn("org.apache.accumulo..", "dev.broadtape.accumulo..");
        onlyIn("org.apache.hadoop..", "dev.broadtape.accumulo..");
        onlyIn("com.hazelcast..", "dev.broadtape.launcher");
    }

    private static void onlyIn(String library, String... owners) {
        noClasses()
                .that(not(resideInAnyPackage(owners)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CODE);
    }

    @Test
    void providersDoNoInputOrOutput() {
        noClasses()
                .that(resideInAPackage("dev.broadtape.ingest.provider.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.vertx.ext.web..",
                        "io.vertx.core.http..",
                        "io.vertx.core.file..",
                        "io.vertx.redis..",
                        "io.vertx.ext.mongo..",
                        "java.net.http..",
                        "java.nio.file.."))
                .check(CODE);
    }

    @Test
    void nobodySleepsJoinsPrintsOrReadsTheSystemClock() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.broadtape.launcher.Pipeline")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CODE);
    }

    @Test
    void noDoubleInTheContract() {
        noFields()
                .that()
                .areDeclaredInClassesThat(resideInAPackage("dev.broadtape.contract"))
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .check(CODE);
    }

    @Test
    void contractNumbersEndInAUnitOrAreCounts() {
        fields().that()
                .areDeclaredInClassesThat(resideInAPackage("dev.broadtape.contract"))
                .and()
                .haveRawType(long.class)
                .and()
                .doNotHaveModifier(JavaModifier.STATIC)
                .should()
                .haveNameMatching(".*(Micros|E4)|seed|fence|slice|sequence|firstSequence|size|volume|" + LEDGER_COUNTS)
                .check(CODE);
    }
}
