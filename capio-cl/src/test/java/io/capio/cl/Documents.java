package io.capio.cl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents written in a test: the text goes through a real file, as a user's does. */
final class Documents {
  private Documents() {}

  static RuleEngine engine(String json) throws IOException {
    return engine(json, ParseOptions.defaults());
  }

  static RuleEngine engine(String json, ParseOptions options) throws IOException {
    Path file = Files.createTempFile("capio-cl", ".json");
    try {
      Files.writeString(file, json.replace('\'', '"'));
      return CapioClFile.parse(file, options);
    } finally {
      Files.delete(file);
    }
  }

  /** A document of one application {@code app} with the given rules. */
  static String withRules(String inputs, String outputs, String rules) {
    return "{'name':'w','IO_Graph':[{'name':'app','input_stream':["
        + inputs
        + "],'output_stream':["
        + outputs
        + "],'streaming':["
        + rules
        + "]}]}";
  }

  static CapioClException rejection(String json) {
    try {
      engine(json);
    } catch (CapioClException e) {
      return e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("accepted: " + json);
  }
}
