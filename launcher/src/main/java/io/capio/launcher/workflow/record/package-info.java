/**
 * What a run of a workflow leaves for its report: a document of its steps, and the server's trace
 * beside it. Written by the run, read by the report; confined to their thread.
 */
package io.capio.launcher.workflow.record;
