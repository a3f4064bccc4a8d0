/**
 * CAPIO-CL, the coordination language: reads a configuration of version 1 or 1.1, checks it against
 * its schema and decides for any path which commit and firing rule hold, who produces it and who
 * consumes it. The embedded server and {@code capio-run cl} call it; the only input it reads is the
 * configuration file and, if that names one, its TOML file. A {@link io.capio.cl.RuleEngine} is
 * confined to one thread at a time, everything else public is immutable.
 */
package io.capio.cl;
