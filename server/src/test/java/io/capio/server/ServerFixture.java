package io.capio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server of a test with a workflow and a directory of its own. */
final class ServerFixture implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final String workflow =
      "srvtest-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  final Path directory;
  private final List<RawClient> clients = new ArrayList<>();
  private CapioServer server;

  private ServerFixture() throws IOException {
    directory = Files.createTempDirectory("capio-server-test").toRealPath();
  }

  /** A directory and a workflow name without a server. */
  static ServerFixture idle() throws IOException {
    return new ServerFixture();
  }

  static ServerFixture start(UnaryOperator<ServerOptions> change) throws Exception {
    ServerFixture fixture = new ServerFixture();
    fixture.server = CapioServer.start(change.apply(fixture.options()));
    return fixture;
  }

  /** With the default rules. */
  static ServerFixture start() throws Exception {
    return start(options -> options);
  }

  /** With files that stream and are committed when closed. */
  static ServerFixture streaming() throws Exception {
    return start(options -> options.withStreaming(true));
  }

  /** With the rules of a CAPIO-CL document. */
  static ServerFixture configured(String document) throws Exception {
    ServerFixture fixture = new ServerFixture();
    Path file = Files.createTempFile("capio-server-test", ".json");
    try {
      Files.writeString(file, document);
      fixture.server = CapioServer.start(fixture.options().withConfiguration(file));
    } finally {
      Files.delete(file);
    }
    return fixture;
  }

  ServerOptions options() {
    return ServerOptions.of(workflow, directory);
  }

  CapioServer server() {
    return server;
  }

  String path(String name) {
    return directory + "/" + name;
  }

  /** An upstream client. */
  RawClient upstream(String app) throws IOException {
    return keep(RawClient.handshake(workflow, app));
  }

  /** A client with extensions. */
  RawClient client(String app) throws IOException {
    return keep(RawClient.hello(workflow, app));
  }

  RawClient keep(RawClient client) {
    clients.add(client);
    return client;
  }

  static void await(BooleanSupplier condition) {
    // whatever it is waits for nothing else: the machine may have one processor
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the deadline of a condition").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  static List<String> sharedObjects(String workflow) throws IOException {
    try (Stream<Path> all = Files.list(SharedMemory.DIRECTORY)) {
      return all.map(path -> path.getFileName().toString())
          .filter(new ObjectNames(workflow).files().asMatchPredicate())
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    List<String> left = sharedObjects(workflow);
    clients.forEach(RawClient::close);
    for (String name : left) {
      SharedMemory.unlink(name);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
    assertThat(left).as("objects left in /dev/shm").isEmpty();
  }
}
