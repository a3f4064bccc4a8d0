/**
 * Makes a program's own subclasses of the JDK's files and streams reach the bridge: they inherit
 * methods from the JDK that no call site names.
 *
 * <p>Called by the transformer in {@link io.capio.agent.weave}; confined to one class being
 * written.
 */
package io.capio.agent.weave.subclass;
