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
   * @param given null or empty for none
   * @throws IllegalArgumentException with one sentence for the user
   */
  static Map<String, String> parse(String given) {
    String text = given == null ? null : whole(given);
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

  /**
   * Undoes what a JVM (17 to 25 at least) does to characters beyond U+FFFF: each comes as the four
   * bytes of its UTF-8 form, a char each, and takes three chars from the end of the text. So there
   * are to be commas to take from; one that is left shows that there were enough.
   */
  private static String whole(String given) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    int cut = 0;
    while (at < given.length()) {
      if (isFourBytes(given, at)) {
        text.appendCodePoint(
            ((given.charAt(at) & 7) << 18)
                | ((given.charAt(at + 1) & 63) << 12)
                | ((given.charAt(at + 2) & 63) << 6)
                | (given.charAt(at + 3) & 63));
        at += 4;
        cut += 3;
      } else {
        text.append(given.charAt(at++));
      }
    }
    if (cut > 0 && !given.endsWith(",")) {
      throw new IllegalArgumentException(
          "the JVM has cut the agent arguments short for a character beyond U+FFFF in them: put "
              + (cut + 1)
              + " commas at the end, or use -Dcapio.NAME=VALUE or the environment");
    }
    while (text.length() > 0 && text.charAt(text.length() - 1) == ',') {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private static boolean isFourBytes(String text, int at) {
    if (at + 4 > text.length() || text.charAt(at) < 0xf0 || text.charAt(at) > 0xf4) {
      return false;
    }
    for (int i = at + 1; i < at + 4; i++) {
      if (text.charAt(i) < 0x80 || text.charAt(i) > 0xbf) {
        return false;
      }
    }
    return true;
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
