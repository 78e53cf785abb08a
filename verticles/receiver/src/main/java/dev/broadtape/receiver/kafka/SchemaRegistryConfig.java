package dev.broadtape.receiver.kafka;

import dev.broadtape.kit.config.Secret;
import java.util.Optional;
import org.hibernate.validator.constraints.URL;

/**
 * The {@code receiver.kafka.schemaRegistry} section: where the schema of Avro values is told of.
 *
 * @param url as Confluent's clients have it; its path may say more, as in {@code http://host:8080/apis/ccompat/v7}
 * @param user of basic authentication
 */
public record SchemaRegistryConfig(
        Optional<@URL(regexp = "https?://.+") String> url, Optional<String> user, Optional<Secret> password) {
    public static final SchemaRegistryConfig NONE =
            new SchemaRegistryConfig(Optional.empty(), Optional.empty(), Optional.empty());

    /** An empty environment variable says as much as none. */
    public SchemaRegistryConfig {
        url = url.filter(text -> !text.isBlank());
        user = user.filter(text -> !text.isBlank());
        password = password.filter(secret -> !secret.reveal().isBlank());
    }
}
