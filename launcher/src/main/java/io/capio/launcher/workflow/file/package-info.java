/**
 * Workflow files: YAML in, steps ready to be started out, and a sentence with line and key for
 * whatever is wrong. Called by the workflow commands; confined to their thread.
 */
package io.capio.launcher.workflow.file;
