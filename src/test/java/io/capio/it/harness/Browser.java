package io.capio.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A Chromium without a window, driven through the WebDriver protocol. */
public final class Browser implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          // which containers have little of
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--window-size=1300,1000");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, int port, Path profile) throws IOException {
    this.driver = driver;
    String server = "http://127.0.0.1:" + port;
    if (!Await.until(Duration.ofMinutes(1), () -> isReady(server))) {
      throw new IOException("chromedriver does not answer");
    }
    List<String> arguments =
        Stream.concat(ARGUMENTS.stream(), Stream.of("--user-data-dir=" + profile)).toList();
    JsonNode opened =
        call(
            "POST",
            server + "/session",
            Map.of(
                "capabilities",
                Map.of("alwaysMatch", Map.of("goog:chromeOptions", Map.of("args", arguments)))));
    session = server + "/session/" + opened.path("sessionId").asText();
  }

  /** Whether this machine has what it takes. */
  public static boolean isInstalled() {
    return onPath("chromedriver").isPresent() && onPath("chromium").isPresent();
  }

  private static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one; skips the test where it is installed but does not run.
   *
   * @param profile a folder for what it wants to keep
   */
  public static Browser start(Path profile) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process driver =
        new ProcessBuilder("chromedriver", "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(driver, port, profile);
    } catch (IOException e) {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly();
      throw new TestAbortedException("no browser starts here: " + e.getMessage(), e);
    }
  }

  private boolean isReady(String server) {
    try {
      return call("GET", server + "/status", null).path("ready").asBoolean();
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode call(String method, String uri, Object body) throws IOException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(60))
            .method(method, publisher)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new IOException(method + " " + uri + ": " + value);
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Opens a page and waits until it is there. */
  public void open(Path page) throws IOException {
    call("POST", session + "/url", Map.of("url", page.toUri().toString()));
  }

  /** What a script in the page returns. */
  public JsonNode run(String script) throws IOException {
    return call("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** Ends browser and driver. */
  @Override
  public void close() throws IOException {
    try {
      call("DELETE", session, null);
    } finally {
      driver.destroy();
      try {
        if (!driver.waitFor(10, TimeUnit.SECONDS)) {
          driver.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
