/**
 * Tells the request loop, which sleeps until something happens, what no request says: that a client
 * has died, and that one is about to come. {@code Service} makes it, {@code Sessions} says whom to
 * watch, and its thread calls back.
 */
package io.capio.server.watch;
