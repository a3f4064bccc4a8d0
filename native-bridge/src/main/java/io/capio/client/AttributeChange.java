package io.capio.client;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Attributes to set; what is empty stays. Immutable.
 *
 * @param mode permission bits
 * @param modifiedNanos last modification, nanoseconds since 1970, UTC
 * @param accessedNanos last access
 */
public record AttributeChange(
    OptionalInt mode, OptionalLong modifiedNanos, OptionalLong accessedNanos) {
  int mask() {
    return (mode.isPresent() ? 1 : 0)
        | (modifiedNanos.isPresent() ? 2 : 0)
        | (accessedNanos.isPresent() ? 4 : 0);
  }
}
