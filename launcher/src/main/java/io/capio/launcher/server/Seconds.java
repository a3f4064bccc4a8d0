package io.capio.launcher.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How long somebody has been waiting, in words. */
final class Seconds {
  private Seconds() {}

  static String since(JsonNode waiter) {
    return String.format(Locale.ROOT, ", for %.1f s", waiter.path("sinceMillis").asLong() / 1000.0);
  }
}
