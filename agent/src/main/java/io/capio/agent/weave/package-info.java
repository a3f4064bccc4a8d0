/**
 * Rewrites the calls of a program's classes that open files by name.
 *
 * <p>{@link io.capio.agent.weave.table.EntryPoints} is the table of what is rewritten; {@link
 * io.capio.agent.weave.Weaver} is the transformer that the JVM calls, from any thread that loads a
 * class. All other types are confined to one class being written.
 */
package io.capio.agent.weave;
