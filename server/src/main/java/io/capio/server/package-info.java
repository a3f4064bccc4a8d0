/**
 * The embedded CAPIO server: command line, options, the claim on a workflow, start and end. A
 * server has one thread that takes requests and owns all state, {@code capio-srv-loop}; {@code
 * capio-srv-disk} writes committed files and {@code capio-srv-memory} makes segments ahead of need.
 */
package io.capio.server;
