/** A tier's OpenAPI contract at work: it routes and checks the requests, and describes itself. */
@NullMarked
package dev.broadtape.kit.openapi;

import org.jspecify.annotations.NullMarked;
