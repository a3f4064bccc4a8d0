package io.capio.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.capio.cl.CommitRule;
import io.capio.cl.Rule;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileNode;
import io.capio.server.files.Namespace;
import io.capio.server.files.Node;
import io.capio.server.files.Rules;
import io.capio.server.files.Step;
import io.capio.server.files.WaitList;
import io.capio.server.files.Waiter;
import io.capio.server.session.Session;
import io.capio.server.storage.ExtentPool;
import io.capio.server.trace.Activity;
import io.capio.server.trace.Traffic;
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
      long requestsPerSecond,
      long dropped) {}

  static byte[] write(
      Header header,
      Namespace namespace,
      Rules rules,
      Collection<Session> sessions,
      Activity activity,
      ExtentPool pool) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("workflow", header.workflow());
      json.writeStringField("directory", header.directory());
      json.writeNumberField("pid", header.pid());
      json.writeStringField("version", header.version());
      json.writeNumberField("uptimeMillis", header.uptimeMillis());
      json.writeNumberField("requests", header.requests());
      json.writeNumberField("requestsPerSecond", header.requestsPerSecond());
      json.writeNumberField("droppedRequests", header.dropped());
      json.writeObjectFieldStart("memory");
      json.writeNumberField("used", pool.usedBytes());
      json.writeNumberField("reserved", pool.memoryBytes());
      json.writeNumberField("limit", pool.limit());
      json.writeNumberField("spilled", pool.spilledBytes());
      json.writeEndObject();
      clients(json, sessions);
      traffic(json, activity);
      json.writeArrayFieldStart("files");
      long now = System.nanoTime();
      namespace.eachFile(file -> file(json, file, rules, now));
      namespace.eachAwaitedDirectory(directory -> directory(json, directory, rules, now));
      for (Map.Entry<String, WaitList> path : namespace.awaited().entrySet()) {
        absent(json, path.getKey(), path.getValue(), rules, now);
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

  private static void traffic(JsonGenerator json, Activity activity) throws IOException {
    json.writeArrayFieldStart("traffic");
    for (Map.Entry<String, Traffic> application : activity.traffic().entrySet()) {
      json.writeStartObject();
      json.writeStringField("app", application.getKey());
      json.writeNumberField("written", application.getValue().written());
      json.writeNumberField("read", application.getValue().read());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void file(JsonGenerator json, FileNode file, Rules rules, long now) {
    try {
      json.writeStartObject();
      json.writeStringField("path", file.path());
      json.writeNumberField("size", size(file));
      node(json, file, rules);
      json.writeBooleanField("onDisk", file.isDiskCurrent());
      json.writeNumberField("writers", file.writers());
      json.writeNumberField("readers", file.handles() - file.writers());
      waiting(json, file.waiters(), now);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void directory(
      JsonGenerator json, DirectoryNode directory, Rules rules, long now) {
    try {
      json.writeStartObject();
      json.writeStringField("path", directory.path());
      json.writeBooleanField("directory", true);
      json.writeNumberField("entries", directory.children().size());
      node(json, directory, rules);
      waiting(json, directory.waiters(), now);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void absent(
      JsonGenerator json, String path, WaitList waiters, Rules rules, long now) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path);
    json.writeStringField("state", "absent");
    rule(json, rules.of(path));
    names(json, "declaredProducers", rules.engine().declaredProducers(path));
    waiting(json, waiters, now);
    json.writeEndObject();
  }

  private static void node(JsonGenerator json, Node node, Rules rules) throws IOException {
    json.writeStringField("state", node.state().name().toLowerCase(Locale.ROOT));
    rule(json, node.rule());
    names(json, "declaredProducers", rules.engine().declaredProducers(node.path()));
    names(json, "producers", node.producers());
    json.writeArrayFieldStart("running");
    for (Step step : node.runningProducers()) {
      json.writeStartObject();
      json.writeStringField("app", step.application());
      json.writeNumberField("pid", step.process().pid());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!node.failure().isEmpty()) {
      json.writeStringField("failure", node.failure());
    }
  }

  private static void rule(JsonGenerator json, Rule rule) throws IOException {
    json.writeStringField("rule", rule.commitText());
    json.writeStringField("fire", rule.fireRule().word());
    if (rule.commitRule() == CommitRule.ON_FILE) {
      names(json, "dependsOn", rule.fileDependencies());
    }
    if (rule.childrenConfigured()) {
      json.writeNumberField("expectedEntries", rule.directoryChildren());
    }
  }

  private static void names(JsonGenerator json, String field, Collection<String> names)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
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
