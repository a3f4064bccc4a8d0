/**
 * The streams of {@code java.io} on CAPIO files: subclasses of the JDK's own, so that a program
 * cannot tell them from those. Opened by the view and by {@link io.capio.fs.JavaIo}. Thread-safe as
 * far as the JDK's are: operations on one position take turns, closing never waits.
 */
package io.capio.fs.stream;
