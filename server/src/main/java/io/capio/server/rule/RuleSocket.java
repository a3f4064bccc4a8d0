package io.capio.server.rule;

import io.capio.cl.ParseOptions;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;

/**
 * The Unix-domain socket {@code W_rules} beside the shared objects, through which rules change at
 * run time. Only the server's own user may use it. Thread-safe.
 */
public final class RuleSocket implements Closeable {
  /** What the kernel has room for in an address. */
  private static final int LONGEST_PATH = 107;

  private static final int MOST_CONNECTIONS = 16;

  private final ServerSocketChannel listener;
  private final Path path;
  private final String workflow;
  private final ParseOptions names;
  private final RuleInbox inbox;
  private final Consumer<String> log;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  private RuleSocket(
      ServerSocketChannel listener,
      Path path,
      String workflow,
      ParseOptions names,
      RuleInbox inbox,
      Consumer<String> log) {
    this.listener = listener;
    this.path = path;
    this.workflow = workflow;
    this.names = names;
    this.inbox = inbox;
    this.log = log;
  }

  /**
   * Listens, on threads of its own, from now until {@link #close}.
   *
   * @param names how names in the rules become paths
   * @param inbox where they go
   * @param log gets a sentence for each
   * @throws IOException if the socket cannot be made, because the workflow's name is too long
   */
  public static RuleSocket open(
      ObjectNames objects, ParseOptions names, RuleInbox inbox, Consumer<String> log)
      throws IOException {
    Path path = SharedMemory.path(objects.rules());
    if (path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new IOException("the name of workflow " + objects.workflow() + " is too long for it");
    }
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean done = false;
    try {
      listener.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      RuleSocket socket = new RuleSocket(listener, path, objects.workflow(), names, inbox, log);
      socket.start(socket::accept, "capio-srv-rule-listen");
      done = true;
      return socket;
    } finally {
      if (!done) {
        listener.close();
      }
    }
  }

  private void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        if (connections.size() >= MOST_CONNECTIONS || !isOwnUser(channel)) {
          channel.close();
          continue;
        }
        connections.add(channel);
        start(() -> converse(channel), "capio-srv-rule-talk");
      }
    } catch (ClosedChannelException closed) {
      // the server ends
    } catch (IOException e) {
      log.accept("rules can no longer be changed: " + e);
    }
  }

  /** The mode of the socket's file says so too, but not between its making and its change. */
  private static boolean isOwnUser(SocketChannel channel) {
    try {
      return channel
          .getOption(ExtendedSocketOptions.SO_PEERCRED)
          .user()
          .equals(Files.getOwner(Path.of("/proc/self")));
    } catch (IOException gone) {
      return false;
    }
  }

  private void converse(SocketChannel channel) {
    try (channel) {
      new RuleConversation(channel, workflow, names, inbox, log).hold();
    } catch (IOException gone) {
      // the client closed, or the server ends
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(channel);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (SocketChannel channel : connections) {
      channel.close();
    }
    Files.deleteIfExists(path);
  }
}
