package dev.broadtape.system.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** All benchmarks, one after the other. They fail when a tick is lost, never for being slow. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Bench {
    private static final int MINUTES = Integer.getInteger("bench.minutes", 0);
    private static final Report REPORT = new Report();

    @TempDir
    Path folder;

    @Test
    @Order(1)
    void throughput() throws Exception {
        Throughput.run(folder, REPORT);
    }

    @Test
    @Order(2)
    void againstKafka() throws Exception {
        AgainstKafka.run(folder, REPORT);
    }

    @Test
    @Order(3)
    void latency() throws Exception {
        Latency.run(folder, REPORT);
    }

    @Test
    @Order(4)
    void twoProcesses() throws Exception {
        TwoProcesses.run(folder, REPORT);
    }

    @Test
    @Order(5)
    void heaps() throws Exception {
        Heaps.run(folder, REPORT);
    }

    @Test
    @Order(6)
    void stall() throws Exception {
        Stall.run(folder, REPORT);
    }

    @Test
    @Order(7)
    void reads() throws Exception {
        Reads.run(folder, REPORT);
    }

    @Test
    @Order(8)
    void soak() throws Exception {
        assumeTrue(MINUTES > 0, "make bench MINUTES=10 has it");
        Soak.run(folder, REPORT, MINUTES, List.of());
    }
}
