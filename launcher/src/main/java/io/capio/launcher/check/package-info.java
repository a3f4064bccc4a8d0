/**
 * Looks after the machine: {@code capio-run clean} removes what dead servers left in shared memory,
 * {@code capio-run doctor} tells what would keep CAPIO from working. Called by the command line
 * from the main thread.
 */
package io.capio.launcher.check;
