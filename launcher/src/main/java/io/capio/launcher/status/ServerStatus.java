package io.capio.launcher.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.capio.launcher.option.LauncherException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A status document of the server. Immutable. */
public final class ServerStatus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;

  private ServerStatus(JsonNode document) {
    this.document = document;
  }

  /**
   * Bytes that went through the server for an application.
   *
   * @param written bytes
   * @param read bytes
   */
  public record Traffic(long written, long read) {
    /** Of an application that the server has not heard of. */
    public static final Traffic NONE = new Traffic(0, 0);
  }

  /**
   * Somebody who waits.
   *
   * @param app the application
   * @param pid its process
   * @param what what for, in words
   * @param path the file, empty if it is not about one
   * @param millis since when
   * @param producers the applications that are to write it, or have; empty if nobody knows
   * @param dependent whether it is complete only when other files are
   */
  public record Wait(
      String app,
      long pid,
      String what,
      String path,
      long millis,
      Set<String> producers,
      boolean dependent) {}

  /**
   * Reads a document.
   *
   * @throws LauncherException (internal) if it is none
   */
  public static ServerStatus parse(String json) {
    try {
      return new ServerStatus(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw LauncherException.internal("the server's status is not readable; see --json", e);
    }
  }

  /** The document itself. */
  public JsonNode document() {
    return document;
  }

  /** The CAPIO directory. */
  public String directory() {
    return document.path("directory").asText();
  }

  /** Bytes by application, also of those that have ended. */
  public Map<String, Traffic> traffic() {
    Map<String, Traffic> traffic = new LinkedHashMap<>();
    for (JsonNode one : document.path("traffic")) {
      traffic.put(
          one.path("app").asText(),
          new Traffic(one.path("written").asLong(), one.path("read").asLong()));
    }
    return traffic;
  }

  /** All who wait, the longest first. */
  public List<Wait> waits() {
    List<Wait> waits = new ArrayList<>();
    for (JsonNode file : document.path("files")) {
      for (JsonNode waiter : file.path("waiting")) {
        waits.add(
            new Wait(
                waiter.path("app").asText(),
                waiter.path("pid").asLong(),
                waiter.path("what").asText().replace(directory() + "/", ""),
                file.path("path").asText(),
                waiter.path("sinceMillis").asLong(),
                producers(file),
                file.has("dependsOn")));
      }
    }
    waits.sort((a, b) -> Long.compare(b.millis(), a.millis()));
    return waits;
  }

  private static Set<String> producers(JsonNode file) {
    Set<String> producers = new TreeSet<>();
    file.path("declaredProducers").forEach(name -> producers.add(name.asText()));
    file.path("producers").forEach(name -> producers.add(name.asText()));
    return producers;
  }
}
