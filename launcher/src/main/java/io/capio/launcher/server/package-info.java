/**
 * {@code capio-run server}: starts, asks and stops the server of a workflow. Called by the command
 * line; one thread.
 */
package io.capio.launcher.server;
