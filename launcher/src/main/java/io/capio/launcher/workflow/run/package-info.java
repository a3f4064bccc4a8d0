/**
 * Runs the steps of a workflow: starts and stops processes, shows what they do, and records it.
 * Called by the command. One thread decides; ends of processes and signals reach it as events, and
 * only the display is shared with the threads that pass the steps' output on.
 */
package io.capio.launcher.workflow.run;
