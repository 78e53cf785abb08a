/** The configuration sections that several verticles share. Immutable, checked before the first verticle starts. */
@NullMarked
package dev.broadtape.kit.config;

import org.jspecify.annotations.NullMarked;
