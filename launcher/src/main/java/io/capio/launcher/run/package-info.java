/**
 * Runs a program under CAPIO: sees that the workflow has a server, starts the JVM with the agent,
 * passes signals on, and at the end sees that data is on the disk and the server is not left over.
 * Called by the commands from the main thread; signals arrive on threads of the JVM.
 */
package io.capio.launcher.run;
