package io.capio.agent.program.drive;

import java.io.File;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Key stores, logs and bodies of HTTP messages. */
public final class OtherEntries {

  private OtherEntries() {}

  public static Object keyStores(Path d) throws Exception {
    File file = d.resolve("keys").toFile();
    char[] password = "secret".toCharArray();
    KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(password);
    KeyStore made = KeyStore.getInstance("PKCS12");
    made.load(null, password);
    try (OutputStream out = Files.newOutputStream(file.toPath())) {
      made.store(out, password);
    }
    KeyStore.LoadStoreParameter parameter = () -> protection;
    return List.of(
        KeyStore.getInstance(file, password).size(),
        KeyStore.getInstance(file, parameter).size(),
        KeyStore.Builder.newInstance(file, protection).getKeyStore().size(),
        KeyStore.Builder.newInstance("PKCS12", null, file, protection).getKeyStore().size());
  }

  public static Object logs(Path d) throws Exception {
    log(new FileHandler(d.resolve("one.log").toString()), 1);
    log(new FileHandler(d.resolve("one.log").toString(), true), 1);
    log(new FileHandler(d.resolve("rotated.%g.log").toString(), 20, 2), 3);
    return List.of(
        Files.readAllLines(d.resolve("one.log")).size(),
        Files.readAllLines(d.resolve("rotated.1.log")).size());
  }

  /** A second handler must not write into the log of the first. */
  public static Object logsAtOnce(Path d) throws Exception {
    FileHandler first = new FileHandler(d.resolve("same.log").toString());
    log(new FileHandler(d.resolve("same.log").toString()), 1);
    log(first, 2);
    return d.toFile().list();
  }

  /** The file need not be closed to be read. */
  public static Object logConfiguration(Path d) throws Exception {
    String key = "java.util.logging.config.file";
    Path file = d.resolve("logging.properties");
    System.setProperty(key, file.toString());
    LogManager manager = LogManager.getLogManager();
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("its.own.key=text\n".getBytes(StandardCharsets.UTF_8));
      manager.readConfiguration();
      return List.of(manager.getProperty("its.own.key"));
    } finally {
      System.clearProperty(key);
      manager.readConfiguration();
    }
  }

  private static void log(FileHandler handler, int records) {
    handler.setFormatter(
        new SimpleFormatter() {
          @Override
          public String format(LogRecord record) {
            return record.getMessage() + "\n";
          }
        });
    for (int i = 0; i < records; i++) {
      handler.publish(new LogRecord(Level.INFO, "a message of twenty bytes"));
    }
    handler.close();
  }

  /** What a client does with a body to send. */
  private static final class Collector implements Flow.Subscriber<ByteBuffer> {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> all = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      text.append(StandardCharsets.UTF_8.decode(bytes));
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      all.complete(text.toString());
    }
  }

  public static Object bodiesToSend(Path d) throws Exception {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofFile(d.resolve("text"));
    Collector collector = new Collector();
    body.subscribe(collector);
    return List.of(body.contentLength(), collector.all.get());
  }

  private record Info(HttpHeaders headers) implements HttpResponse.ResponseInfo {
    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  public static Object bodiesReceived(Path d) throws Exception {
    Map<String, List<String>> disposition =
        Map.of("Content-Disposition", List.of("attachment; filename=\"5\""));
    Info info = new Info(HttpHeaders.of(disposition, (name, value) -> true));
    return List.of(
        received(HttpResponse.BodySubscribers.ofFile(d.resolve("1"))),
        received(HttpResponse.BodySubscribers.ofFile(d.resolve("text"), StandardOpenOption.WRITE)),
        received(HttpResponse.BodyHandlers.ofFile(d.resolve("3")).apply(info)),
        received(
            HttpResponse.BodyHandlers.ofFile(
                    d.resolve("4"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .apply(info)),
        received(
            HttpResponse.BodyHandlers.ofFileDownload(
                    d, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .apply(info)));
  }

  private static Path received(HttpResponse.BodySubscriber<Path> subscriber) throws Exception {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        });
    subscriber.onNext(List.of(StandardCharsets.UTF_8.encode("body")));
    subscriber.onComplete();
    return subscriber.getBody().toCompletableFuture().get();
  }
}
