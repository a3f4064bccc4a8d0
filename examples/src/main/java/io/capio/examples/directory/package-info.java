/**
 * A directory as the channel between two programs: one fills it file by file, the other works on
 * each file as it appears. Ordinary programs that know nothing of CAPIO, of one thread each; that
 * the reader of the directory waits for the next file is the work of a CAPIO-CL rule.
 */
package io.capio.examples.directory;
