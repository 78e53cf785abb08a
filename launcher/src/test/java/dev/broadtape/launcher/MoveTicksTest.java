package dev.broadtape.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MoveTicksTest {
    @TempDir
    Path data;

    private final StringWriter said = new StringWriter();

    private int move(String from, String to) {
        return new CommandLine(new Broadtape())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(said))
                .execute(
                        "--data",
                        data.toString(),
                        "--set",
                        "accumulo.client=" + data.resolve("nosuch.jar"),
                        "move-ticks",
                        "--from",
                        from,
                        "--to",
                        to);
    }

    @Test
    void refusesToMoveAStoreIntoItself() {
        assertThat(move("embedded", "embedded")).isEqualTo(2);
        assertThat(said.toString()).contains("--from and --to name the same store");
    }

    @Test
    void refusesAStoreThatIsNone() {
        assertThat(move("embedded", "paper")).isEqualTo(2);
        assertThat(said.toString()).contains("--to", "paper");
    }

    @Test
    void saysWhatItCannotOpen() {
        assertThat(move("embedded", "accumulo")).isEqualTo(1);
        assertThat(said.toString()).contains("The ticks are not moved: the client of Accumulo is not at");
    }
}
