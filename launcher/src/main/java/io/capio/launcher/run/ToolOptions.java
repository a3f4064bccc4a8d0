package io.capio.launcher.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The variable {@code JAVA_TOOL_OPTIONS}, through which a JVM gets options whoever starts it. Its
 * words are split at white space and may hold parts in single or double quotes, in which nothing
 * has a meaning; there is no escape character.
 */
final class ToolOptions {
  /** The variable's name. */
  static final String VARIABLE = "JAVA_TOOL_OPTIONS";

  private static final String AGENT = "-javaagent:";

  private ToolOptions() {}

  /** What the variable says with more options at its end. */
  static String append(String existing, List<String> options) {
    String added = options.stream().map(ToolOptions::quoted).collect(Collectors.joining(" "));
    return existing == null || existing.isBlank() ? added : existing + " " + added;
  }

  /**
   * What the variable says without an agent; null if nothing remains. A program that gets the agent
   * on its command line shall not get it a second time.
   *
   * @param existing what the variable says, or null
   * @param agent the agent's jar; jars of the same name elsewhere are taken for it too
   */
  static String without(String existing, Path agent) {
    if (existing == null) {
      return null;
    }
    List<String> words = words(existing);
    List<String> kept = words.stream().filter(word -> !loads(word, agent)).toList();
    if (kept.size() == words.size()) {
      return existing;
    }
    return kept.isEmpty() ? null : append(null, kept);
  }

  private static boolean loads(String word, Path agent) {
    if (!word.startsWith(AGENT)) {
      return false;
    }
    String file = word.substring(AGENT.length()).split("=", 2)[0];
    return Path.of(file).getFileName() != null
        && Path.of(file).getFileName().equals(agent.getFileName());
  }

  /** A text with a quote of one kind stands in quotes of the other, part by part. */
  private static String quoted(String word) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < word.length()) {
      char quote = word.charAt(at) == '\'' ? '"' : '\'';
      int end = word.indexOf(quote, at);
      end = end < 0 ? word.length() : end;
      text.append(quote).append(word, at, end).append(quote);
      at = end;
    }
    boolean plain = word.chars().noneMatch(c -> c == '\'' || c == '"' || Character.isWhitespace(c));
    return plain ? word : text.toString();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else {
        word.append(c);
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
