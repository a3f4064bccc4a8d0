/**
 * Calls every entry point of the JDK that is intercepted, in a directory of CAPIO and in an
 * ordinary one: {@link io.capio.agent.program.drive.Drive} runs the public methods of the other
 * classes. They use the JDK only; a test reads from their class files which entry points they call.
 */
package io.capio.agent.program.drive;
