/**
 * What several verticles need and none of them is about: who we are, trace ids, readiness, retries, telling
 * events. No business in here.
 */
@NullMarked
package dev.broadtape.kit;

import org.jspecify.annotations.NullMarked;
