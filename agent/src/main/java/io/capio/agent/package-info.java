/**
 * Starts the agent: arguments, bridge, transformer, probe, connection.
 *
 * <p>{@link io.capio.agent.CapioAgent} alone lies on the program's class path; it is called by the
 * JVM and loads the rest in an isolated class loader. Start-up runs on one thread; {@link
 * io.capio.agent.CapioFileTarget} is then called by any thread of the program.
 */
package io.capio.agent;
