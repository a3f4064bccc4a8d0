package io.capio.cl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns text into a JSON tree that is known to follow the schema of its version. */
final class DocumentReader {
  /**
   * Numbers keep their decimals, because version 1.1 must be told from 1.10000001 and 1. Comments
   * are allowed, because upstream's parser allows them unless told otherwise.
   */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private static final BigDecimal VERSION_1_1 = new BigDecimal("1.1");

  private DocumentReader() {}

  static JsonNode read(Path file) throws IOException {
    String source = nameOf(file);
    JsonNode document = tree(source, content(file));
    if (!document.isObject()) {
      throw new CapioClException(source, "$", "a JSON object", describe(document));
    }
    SchemaCheck.forVersion(version(source, document)).check(source, document);
    return document;
  }

  static String nameOf(Path file) {
    String name = file.toString();
    return name.isEmpty() ? "(empty file name)" : name;
  }

  static byte[] content(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new CapioClException(nameOf(file), "", "a readable file", "a directory");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CapioClException(nameOf(file), "", "a readable file", "none", e);
    } catch (AccessDeniedException e) {
      throw new CapioClException(nameOf(file), "", "a readable file", "one without permission", e);
    }
  }

  static JsonNode tree(String source, byte[] text) throws CapioClException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw syntaxError(source, "JSON", e);
    } catch (IOException e) {
      throw new CapioClException(source, "", "JSON in UTF-8", "other bytes", e);
    }
  }

  static CapioClException syntaxError(String source, String format, JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    // Behind the first line, and in brackets, Jackson has its own idea of where the input came
    // from.
    String reason =
        e.getOriginalMessage()
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll(" *\\((start marker|for \\w+ starting) .*", "");
    return new CapioClException(source, place, format, "a syntax error: " + reason, e);
  }

  private static String version(String source, JsonNode document) throws CapioClException {
    JsonNode version = document.get("version");
    if (version == null) {
      return "1";
    }
    if (version.isNumber() && version.decimalValue().compareTo(VERSION_1_1) == 0) {
      return "1.1";
    }
    // Upstream hands the number 1.0 to version 1, whose schema does not allow the member: the same.
    throw new CapioClException(
        source, "$.version", "the number 1.1, or no version for version 1", describe(version));
  }

  /** A short text for what was found in place of what was expected. */
  static String describe(JsonNode found) {
    return switch (found.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> quoted(found.textValue());
      case NUMBER, BOOLEAN, NULL -> found.asText();
      default -> "nothing";
    };
  }

  static String quoted(String text) {
    int end = Math.min(text.length(), 60);
    return '"'
        + text.substring(0, end).replaceAll("\\p{Cntrl}", "?")
        + (end < text.length() ? "...\"" : "\"");
  }
}
