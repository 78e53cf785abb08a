package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Bar;
import java.util.List;

/**
 * Bars of one symbol as traded, and what its company did to the shares.
 *
 * @param bars oldest first, at least one
 * @param actions oldest first; empty where there was none, or where the source does not tell
 */
public record Series(List<Bar> bars, List<Action> actions) {}
