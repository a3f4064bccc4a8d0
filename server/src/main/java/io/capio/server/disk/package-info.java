/**
 * The CAPIO directory on the disk: looking, listing, moving and deleting, which the request loop
 * does itself because it is short, and writing committed files, which one thread of its own does.
 * Knows nothing of rules or sessions.
 */
package io.capio.server.disk;
