/** A second agent, which rewrites the same classes of the program as CAPIO's. */
package io.capio.agent.second;
