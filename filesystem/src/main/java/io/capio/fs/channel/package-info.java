/**
 * An open CAPIO file as the JDK sees it: the position and rights that a stream and its channel
 * share, and the channels on top. Called by the view, which opens files, and by the streams. Every
 * class is thread-safe; a thread that waits for a producer holds nothing that closing needs.
 */
package io.capio.fs.channel;
