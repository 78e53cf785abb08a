package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/test/three-hosts}, as a person would run it. */
class ThreeHostsTest {
    @TempDir
    Path folder;

    @Test
    void theTierConfigurationsMakeOneTapeOnThreeHosts() {
        assumeTrue(Hosts.possible(), "needs root and iproute2: hosts are network namespaces");

        String output = Commands.run(
                path("broadtape.hosts").resolveSibling("three-hosts").toString(),
                path("broadtape.jar").toString(),
                path("broadtape.conf").toString(),
                folder.toString());

        assertThat(output).contains("three hosts, one tape");
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property)).normalize();
    }
}
