package dev.broadtape.bridge;

import dev.broadtape.contract.EventType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.URL;

/** The {@code bridge} section. */
public record BridgeConfig(
        @NotNull @Valid Sns sns, @NotNull @Valid Kafka kafka) {
    /**
     * The topic that events leave through and come back from.
     *
     * @param topic its name; it is made if there is none
     * @param topicArn of a topic that somebody else made; its name and region then count, not the two here
     * @param endpoint where SNS is, if it is neither embedded nor where AWS has it
     * @param deliverTo the URL that SNS is to post to: ingest's {@code /sns} as SNS sees it
     * @param only which events it is to post there
     */
    public record Sns(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,256}")
            String topic,

            Optional<@Pattern(regexp = "arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}") String> topicArn,
            Optional<@URL(regexp = "https?://.+") String> endpoint,

            @NotBlank @Pattern(regexp = "[a-z]{2}(-[a-z]+)+-[0-9]")
            String region,

            @NotBlank @URL(regexp = "https?://.+") String deliverTo,
            @NotNull @Valid Only only) {
        /** An empty environment variable says as much as none. */
        public Sns {
            topicArn = topicArn.filter(arn -> !arn.isBlank());
            endpoint = endpoint.filter(uri -> !uri.isBlank());
        }
    }

    /**
     * A filter of events by the attributes that they are published with; an empty list stands for all values.
     *
     * @param eventTypes as in {@code stock_data_loaded}
     * @param eventSources as in {@code ingest}
     * @param symbols which leave out each event that is about no symbol
     */
    public record Only(
            @NotNull List<@NotNull EventType> eventTypes,
            @NotNull List<@NotBlank String> eventSources,
            @NotNull List<@NotBlank String> symbols) {
        public static final Only EVERYTHING = new Only(List.of(), List.of(), List.of());

        public Only {
            eventTypes = List.copyOf(eventTypes);
            eventSources = List.copyOf(eventSources);
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * Where events go on Kafka.
     *
     * @param systemEvents the topic; it is made if there is none
     */
    public record Kafka(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9._-]{1,249}")
            String systemEvents) {}
}
