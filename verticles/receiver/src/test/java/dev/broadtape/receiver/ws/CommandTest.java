package dev.broadtape.receiver.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static Refusal refusal(String text) {
        return catchThrowableOfType(Refusal.class, () -> Command.read(text));
    }

    @Test
    void readsWhatAClientWants() {
        UUID run = UUID.randomUUID();
        Command command = Command.read("""
                {"action":"subscribe","id":"7","symbols":[" brk.b","AAPL","aapl"],
                 "since":[{"run":"%s","partition":2,"sequence":12,"unbrokenFrom":1}]}""".formatted(run));

        assertThat(command.action()).isEqualTo(Command.Action.SUBSCRIBE);
        assertThat(command.id()).contains("7");
        assertThat(command.symbols()).containsExactly("BRK.B", "AAPL");
        assertThat(command.since()).contains(List.of(new Mark(run, 2, 12)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAPL",
                "[]",
                "null",
                "{\"action\":",
                "{\"action\":\"ping\",\"id\":7}",
                "{\"action\":\"subscribe\",\"symbols\":\"AAPL\"}",
                "{\"action\":\"subscribe\",\"symbols\":[1]}",
                "{\"action\":\"subscribe\",\"symbols\":[null]}",
                "{\"action\":\"subscribe\",\"since\":{}}",
                "{\"action\":\"subscribe\",\"since\":[1]}",
                "{\"action\":\"subscribe\",\"since\":[{}]}",
                "{\"action\":\"subscribe\",\"since\":[{\"run\":\"x\",\"partition\":0,\"sequence\":1}]}",
                "{\"action\":\"subscribe\",\"since\":[{\"run\":\"00000000-0000-0000-0000-000000000000\",\"partition\":0,\"sequence\":-1}]}",
                "{\"action\":\"subscribe\",\"since\":[{\"run\":\"00000000-0000-0000-0000-000000000000\",\"partition\":\"0\",\"sequence\":1}]}"
            })
    void refusesWhatIsNoMessage(String text) {
        assertThat(refusal(text).code()).isEqualTo(Refusal.Code.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"action\":\"fly\"}; unknown_action",
                "{\"action\":[]}; unknown_action",
                "{}; unknown_action",
                "{\"action\":\"subscribe\",\"symbols\":[\"A B\"]}; bad_symbol",
                "{\"action\":\"subscribe\",\"symbols\":[\"\"]}; bad_symbol"
            })
    void saysWhatIsWrong(String text, String code) {
        assertThat(refusal(text).code().label()).isEqualTo(code);
    }
}
