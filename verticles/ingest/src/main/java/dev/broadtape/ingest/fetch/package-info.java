/** Asking the providers: in turn, within their budgets, again where that may help, and no more than is missing. */
@NullMarked
package dev.broadtape.ingest.fetch;

import org.jspecify.annotations.NullMarked;
