/**
 * The table of what is rewritten: members of the JDK, and the bridge's methods in their place.
 *
 * <p>Read by the transformer in {@link io.capio.agent.weave} and by the tests. Immutable, so any
 * thread may.
 */
package io.capio.agent.weave.table;
