package io.capio.cl;

import java.io.IOException;

/**
 * A CAPIO-CL document, its TOML file or a rule given at run time was rejected. The message is one
 * sentence: where, what was expected at which place, what was found.
 */
public final class CapioClException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final String jsonPath;

  CapioClException(String source, String jsonPath, String expected, String found, Throwable cause) {
    super(sentence(source, jsonPath, expected, found), cause);
    this.source = source;
    this.jsonPath = jsonPath;
  }

  CapioClException(String source, String jsonPath, String expected, String found) {
    this(source, jsonPath, expected, found, null);
  }

  private static String sentence(String source, String jsonPath, String expected, String found) {
    String place = jsonPath.isEmpty() ? "" : "at " + jsonPath + " ";
    return source + ": " + place + "expected " + expected + ", found " + found;
  }

  /**
   * What was rejected.
   *
   * @return the file as the caller named it, or {@code run-time rule}
   */
  public String source() {
    return source;
  }

  /**
   * The place inside the document.
   *
   * @return a JSON path such as {@code $.IO_Graph[0].name}, a dotted TOML key, a line and column
   *     for text that cannot be parsed, or an empty text when the file itself is the problem
   */
  public String jsonPath() {
    return jsonPath;
  }
}
