package io.capio.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.capio.server.files.FileNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Step;
import io.capio.server.files.WaitList;
import io.capio.server.files.Waiter;
import io.capio.server.session.Session;
import io.capio.server.storage.ExtentPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The answer to STATUS. The JSON library is loaded with this class, at the first question. */
final class StatusDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private StatusDocument() {}

  /** What stands at the top of the document. */
  record Header(
      String workflow,
      String directory,
      long pid,
      String version,
      long uptimeMillis,
      long requests,
      long dropped) {}

  static byte[] write(
      Header header, Namespace namespace, Collection<Session> sessions, ExtentPool pool) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("workflow", header.workflow());
      json.writeStringField("directory", header.directory());
      json.writeNumberField("pid", header.pid());
      json.writeStringField("version", header.version());
      json.writeNumberField("uptimeMillis", header.uptimeMillis());
      json.writeNumberField("requests", header.requests());
      json.writeNumberField("droppedRequests", header.dropped());
      json.writeObjectFieldStart("memory");
      json.writeNumberField("used", pool.usedBytes());
      json.writeNumberField("reserved", pool.memoryBytes());
      json.writeNumberField("limit", pool.limit());
      json.writeNumberField("spilled", pool.spilledBytes());
      json.writeEndObject();
      clients(json, sessions);
      json.writeArrayFieldStart("files");
      long now = System.nanoTime();
      namespace.eachFile(file -> file(json, file, now));
      for (Map.Entry<String, WaitList> path : namespace.awaited().entrySet()) {
        json.writeStartObject();
        json.writeStringField("path", path.getKey());
        json.writeStringField("state", "absent");
        waiting(json, path.getValue(), now);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void clients(JsonGenerator json, Collection<Session> sessions) throws IOException {
    Map<Step, Integer> steps = new LinkedHashMap<>();
    sessions.forEach(session -> steps.merge(session.step(), 1, Integer::sum));
    json.writeArrayFieldStart("clients");
    for (Map.Entry<Step, Integer> step : steps.entrySet()) {
      json.writeStartObject();
      json.writeStringField("app", step.getKey().application());
      json.writeNumberField("pid", step.getKey().process().pid());
      json.writeNumberField("sessions", step.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void file(JsonGenerator json, FileNode file, long now) {
    try {
      json.writeStartObject();
      json.writeStringField("path", file.path());
      json.writeNumberField("size", size(file));
      json.writeStringField("state", file.state().name().toLowerCase(Locale.ROOT));
      json.writeStringField("rule", file.rule().commitText());
      json.writeStringField("fire", file.rule().fireRule().word());
      json.writeBooleanField("onDisk", file.isDiskCurrent());
      json.writeArrayFieldStart("producers");
      for (String producer : file.producers()) {
        json.writeString(producer);
      }
      json.writeEndArray();
      json.writeNumberField("writers", file.writers());
      json.writeNumberField("readers", file.handles() - file.writers());
      if (!file.failure().isEmpty()) {
        json.writeStringField("failure", file.failure());
      }
      waiting(json, file.waiters(), now);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void waiting(JsonGenerator json, WaitList list, long now) throws IOException {
    json.writeArrayFieldStart("waiting");
    for (Waiter waiter : list.all()) {
      waiting(json, (Session) waiter, now);
    }
    json.writeEndArray();
  }

  private static void waiting(JsonGenerator json, Session session, long now) throws IOException {
    json.writeStartObject();
    json.writeStringField("app", session.application());
    json.writeNumberField("pid", session.step().process().pid());
    json.writeStringField("what", session.waitingFor());
    json.writeNumberField("sinceMillis", (now - session.pendingSinceNanos()) / 1_000_000);
    json.writeEndObject();
  }

  private static long size(FileNode file) {
    try {
      return file.content().size();
    } catch (IOException e) {
      return -1;
    }
  }
}
