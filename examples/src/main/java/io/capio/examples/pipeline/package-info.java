/**
 * A pipeline as it is common in sequencing: reads are made, filtered, summarised and compressed.
 * Ordinary programs that know nothing of CAPIO and work on the bytes as they come; with it the
 * stages run at the same time. Each is one thread and one pass over its input.
 */
package io.capio.examples.pipeline;
