/**
 * Makes a page of what a run recorded: reads the server's trace, puts it in order by step and file,
 * and writes HTML that needs nothing but a browser. Called by the command; confined to its thread.
 */
package io.capio.launcher.workflow.report;
