/**
 * What a client is told: every option with its name, its default and where its value came from,
 * resolved from arguments, system properties, the environment and defaults, in that order. Read by
 * the client, the agent and the launcher. Values are immutable.
 */
package io.capio.client.settings;
