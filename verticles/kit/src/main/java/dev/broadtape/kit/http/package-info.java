/** How every tier speaks HTTP: the common routes, problem+json, parameters, trace ids. */
@NullMarked
package dev.broadtape.kit.http;

import org.jspecify.annotations.NullMarked;
