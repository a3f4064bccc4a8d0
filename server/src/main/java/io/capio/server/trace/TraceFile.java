package io.capio.server.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A file of events, a JSON object in each line, times in microseconds since 1970. Reads, writes and
 * waits that follow each other closely are one event with a beginning, an end and a sum. A disk
 * that takes no more ends the file, not the server.
 */
public final class TraceFile {
  /** Version of the format, in the first line. */
  static final int FORMAT = 1;

  /** An event that sums others up is not longer, unless a single one of them is. */
  private static final long SPAN_MICROS = 100_000;

  private static final JsonFactory JSON = new JsonFactoryBuilder().rootValueSeparator("\n").build();

  private record Key(String kind, Actor actor, String path) {}

  private static final class Span {
    private final long begin;
    private final String what;
    private long end;
    private long amount;
    private long count;

    Span(long begin, String what) {
      this.begin = begin;
      this.what = what;
    }
  }

  private final Consumer<String> complaints;
  private final Map<Key, Span> spans = new LinkedHashMap<>();
  private final long zeroMicros;
  private final long zeroNanos = System.nanoTime();
  private JsonGenerator json;

  /**
   * Creates the file, or empties it.
   *
   * @param path null for none
   * @param complaints gets a sentence if it cannot be written later on
   * @return null if there is to be none
   * @throws IOException if it cannot be made; the message names it
   */
  public static TraceFile openIfWanted(
      Path path, String workflow, Path directory, Consumer<String> complaints) throws IOException {
    try {
      return path == null ? null : new TraceFile(path, workflow, directory, complaints);
    } catch (IOException e) {
      throw new IOException("cannot write the trace " + path + ": " + e.getMessage(), e);
    }
  }

  private TraceFile(Path path, String workflow, Path directory, Consumer<String> complaints)
      throws IOException {
    this.complaints = complaints;
    zeroMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    Writer out = new BufferedWriter(Files.newBufferedWriter(path), 1 << 16);
    json = JSON.createGenerator(out);
    begin("server", now());
    json.writeNumberField("format", FORMAT);
    json.writeStringField("workflow", workflow);
    json.writeStringField("directory", directory.toString());
    json.writeNumberField("pid", ProcessHandle.current().pid());
    json.writeEndObject();
    json.flush();
  }

  private long now() {
    // a clock that is set must not turn the order of events
    return zeroMicros + (System.nanoTime() - zeroNanos) / 1000;
  }

  private void begin(String event, long micros) throws IOException {
    json.writeStartObject();
    json.writeStringField("event", event);
    json.writeNumberField("t", micros);
  }

  private void about(Actor actor, String path) throws IOException {
    if (actor != null) {
      json.writeStringField("app", actor.application());
      json.writeNumberField("pid", actor.pid());
    }
    json.writeStringField("path", path);
  }

  void event(String event, Actor actor, String path) {
    if (json == null) {
      return;
    }
    try {
      begin(event, now());
      about(actor, path);
      json.writeEndObject();
    } catch (IOException e) {
      giveUp(e);
    }
  }

  void moved(String kind, Actor actor, String path, long bytes) {
    long now = now();
    add(new Key(kind, actor, path), "", now, now, bytes);
  }

  void waited(Actor actor, String what, String path, long nanos) {
    long now = now();
    add(new Key("wait", actor, path), what, now - nanos / 1000, now, nanos / 1000);
  }

  private void add(Key key, String what, long begin, long end, long amount) {
    if (json == null) {
      return;
    }
    Span span = spans.get(key);
    if (span != null && end - span.begin > SPAN_MICROS) {
      spans.remove(key);
      write(key, span);
      span = null;
    }
    if (span == null) {
      span = new Span(begin, what);
      spans.put(key, span);
    }
    span.end = end;
    span.amount += amount;
    span.count++;
  }

  private void write(Key key, Span span) {
    if (json == null) {
      return;
    }
    try {
      begin(key.kind(), span.begin);
      json.writeNumberField("end", span.end);
      about(key.actor(), key.path());
      if (key.kind().equals("wait")) {
        json.writeStringField("for", span.what);
        json.writeNumberField("micros", span.amount);
      } else {
        json.writeNumberField("bytes", span.amount);
      }
      json.writeNumberField("count", span.count);
      json.writeEndObject();
    } catch (IOException e) {
      giveUp(e);
    }
  }

  void flush() {
    long now = now();
    spans
        .entrySet()
        .removeIf(
            entry -> {
              boolean old = now - entry.getValue().begin > SPAN_MICROS;
              if (old) {
                write(entry.getKey(), entry.getValue());
              }
              return old;
            });
    try {
      if (json != null) {
        json.flush();
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  void close() {
    spans.forEach(this::write);
    spans.clear();
    try {
      if (json != null) {
        json.close();
      }
    } catch (IOException e) {
      giveUp(e);
    }
    json = null;
  }

  private void giveUp(IOException failure) {
    complaints.accept("the trace ends here, its file cannot be written: " + failure.getMessage());
    json = null;
    spans.clear();
  }
}
