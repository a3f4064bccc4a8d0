package io.capio.client.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a command line apart as a shell does, but expands nothing: blanks separate words; within
 * single quotes every character stands for itself; within double quotes a backslash keeps the
 * meaning of a following double quote or backslash away, and elsewhere that of any character.
 */
final class CommandWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandWords(String line) {
    this.line = line;
  }

  /**
   * The words of a line; none of a blank one.
   *
   * @throws IllegalArgumentException if a quote is not closed or nothing follows a backslash; the
   *     message begins with "it"
   */
  static List<String> split(String line) {
    return new CommandWords(line).split();
  }

  private List<String> split() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (Character.isWhitespace(c)) {
        endWord();
      } else {
        inWord = true;
        switch (c) {
          case '\'' -> singleQuoted();
          case '"' -> doubleQuoted();
          case '\\' -> word.append(next("it ends with a backslash"));
          default -> word.append(c);
        }
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void singleQuoted() {
    int end = line.indexOf('\'', at);
    if (end < 0) {
      throw new IllegalArgumentException("it has a single quote that is not closed");
    }
    word.append(line, at, end);
    at = end + 1;
  }

  private void doubleQuoted() {
    String open = "it has a double quote that is not closed";
    for (char c = next(open); c != '"'; c = next(open)) {
      if (c == '\\' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0) {
        c = next(open);
      }
      word.append(c);
    }
  }

  private char next(String ifNone) {
    if (at == line.length()) {
      throw new IllegalArgumentException(ifNone);
    }
    return line.charAt(at++);
  }
}
