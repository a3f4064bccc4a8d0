/**
 * What a server says of itself, in types: for those who show it while it changes. Called by the
 * commands that watch a server; immutable.
 */
package io.capio.launcher.status;
