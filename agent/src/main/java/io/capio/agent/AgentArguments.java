package io.capio.agent;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the text behind {@code -javaagent:JAR=} apart: {@code key=value} pairs between commas. A
 * value with a comma stands in double quotes, in which two quotes mean one.
 */
final class AgentArguments {

  private AgentArguments() {}

  /**
   * Returns the pairs in their order.
   *
   * @param text null or empty for none
   * @throws IllegalArgumentException with one sentence for the user
   */
  static Map<String, String> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int start = 0;
    while (text != null && start < text.length()) {
      int equals = text.indexOf('=', start);
      int comma = text.indexOf(',', start);
      if (equals <= start || (comma >= 0 && comma < equals)) {
        String part = text.substring(start, comma < 0 ? text.length() : comma);
        throw new IllegalArgumentException(
            "the agent argument \"" + part + "\" is not of the form key=value");
      }
      String key = text.substring(start, equals).trim();
      StringBuilder value = new StringBuilder();
      start = value(text, equals + 1, key, value);
      if (pairs.put(key, value.toString()) != null) {
        throw new IllegalArgumentException("the agent argument \"" + key + "\" is given twice");
      }
    }
    return pairs;
  }

  /** Reads one value and returns where the next pair starts. */
  private static int value(String text, int from, String key, StringBuilder value) {
    if (from >= text.length() || text.charAt(from) != '"') {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      value.append(text, from, end);
      return end + 1;
    }
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean quote = c == '"';
      if (quote && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        at++;
      } else if (quote) {
        if (at + 1 < text.length() && text.charAt(at + 1) != ',') {
          throw new IllegalArgumentException(
              "a comma is expected after the quoted value of \"" + key + "\"");
        }
        return at + 2;
      }
      value.append(c);
      at++;
    }
    throw new IllegalArgumentException("the value of \"" + key + "\" has no closing quote");
  }
}
