/**
 * Benchmarks of the client library against the embedded server, with the plain file system beside
 * it so that a run yields ratios. Nothing calls these classes but JMH; each state has a server of
 * its own.
 */
package io.capio.bench;
