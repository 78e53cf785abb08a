package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.broadtape.contract.Wire;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.time.Duration;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class SpeedTest {
    @Test
    void isANumberOrMax() throws JsonProcessingException {
        assertThat(read("2.50")).isEqualTo(Speed.parse("2.5")).hasToString("2.5");
        assertThat(read("\"10\"")).isEqualTo(read("10"));
        assertThat(read("1000")).hasToString("1000");
        assertThat(read("\"max\"")).isEqualTo(Speed.MAX);
        assertThatThrownBy(() -> read("\"fast\"")).isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void isWrittenAsItIsRead() throws JsonProcessingException {
        for (String json : new String[] {"0.1", "1", "1000", "\"max\""}) {
            assertThat(Wire.mapper().writeValueAsString(read(json))).isEqualTo(json);
        }
    }

    private static Speed read(String json) throws JsonProcessingException {
        return Wire.mapper().readValue(json, Speed.class);
    }

    @Test
    void aConfigurationThatIsOutOfRangeNamesTheKeyAndTheRule() {
        var factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
        try (factory) {
            var validator = factory.getValidator();
            assertThat(validator.validate(config("1000"))).isEmpty();
            assertThat(validator.validate(config("max"))).isEmpty();
            ConstraintViolation<DriverConfig> violation =
                    validator.validate(config("1000.5")).iterator().next();
            assertThat(violation.getPropertyPath()).hasToString("speed");
            assertThat(violation.getMessage()).isEqualTo("must be 0.1 to 1000, or max");
            assertThat(violation.getInvalidValue()).hasToString("1000.5");
        }
    }

    private static DriverConfig config(String speed) {
        return new DriverConfig(
                8001,
                5,
                true,
                Duration.ofMillis(100),
                DriverConfig.Mode.RANDOM_WALK,
                1,
                Speed.parse(speed),
                64,
                Duration.ofMinutes(1));
    }
}
