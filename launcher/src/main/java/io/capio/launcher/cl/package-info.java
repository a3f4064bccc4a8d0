/**
 * {@code capio-run cl}: checks and explains CAPIO-CL files, and changes the rules of a running
 * workflow. Called by the command line; one thread.
 */
package io.capio.launcher.cl;
