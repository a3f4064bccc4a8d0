/**
 * What a program that knows CAPIO may compile against. It depends on nothing: the file operations
 * in here are those of the JDK, and the agent, where it is active, rewrites them like any
 * program's. Stateless.
 */
package io.capio;
