/**
 * {@code capio-run workflow}: the commands that run all steps of a workflow file and that report
 * what a run did. Called by the command line, on its thread.
 */
package io.capio.launcher.workflow;
