/**
 * Watching directories: a {@link java.nio.file.WatchService} that looks at CAPIO directories again
 * and again, and hands on what the JDK's own service says of directories on the disk. Called by
 * {@link io.capio.fs} and by the agent's bridge, from any thread; each directory has a thread of
 * its own, because listing one may wait for another step.
 */
package io.capio.fs.watch;
