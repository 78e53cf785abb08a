/** The fetch jobs: asked for, shared by the ingest hosts, done symbol by symbol. */
@NullMarked
package dev.broadtape.ingest.job;

import org.jspecify.annotations.NullMarked;
