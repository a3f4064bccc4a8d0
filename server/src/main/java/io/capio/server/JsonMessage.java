package io.capio.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line of the log in JSON. Loaded, with the JSON library, only if somebody wants it. */
final class JsonMessage {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long PID = ProcessHandle.current().pid();

  private JsonMessage() {}

  static String of(Instant time, String level, String message, String workflow) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", level);
      json.writeStringField("message", message);
      json.writeObjectFieldStart("fields");
      json.writeNumberField("pid", PID);
      if (!workflow.isEmpty()) {
        json.writeStringField("workflow", workflow);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }
}
