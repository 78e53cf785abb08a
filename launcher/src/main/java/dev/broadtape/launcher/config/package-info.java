/**
 * The configuration, from text to checked records.
 *
 * <p>Four layers, the later wins: {@code defaults.yaml} in the jar, which names every key there is; the file; the
 * environment; {@code --set}. All mistakes are found before anything starts and are told together.
 */
@NullMarked
package dev.broadtape.launcher.config;

import org.jspecify.annotations.NullMarked;
