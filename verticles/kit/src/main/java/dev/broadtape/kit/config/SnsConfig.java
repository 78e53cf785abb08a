package dev.broadtape.kit.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The {@code sns} section.
 *
 * @param embedded start an endpoint of our own on loopback; otherwise {@code bridge.sns} says where SNS is
 * @param port of the embedded endpoint
 */
public record SnsConfig(
        boolean embedded, @Min(1) @Max(65_535) int port) {}
