package io.capio.server.trace;

/**
 * Who does something: an application in one process.
 *
 * @param application its name in CAPIO-CL
 * @param pid its process
 */
public record Actor(String application, long pid) {}
