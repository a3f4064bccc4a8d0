package io.capio.launcher.cl;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServerAnnouncement;
import io.capio.ipc.SharedMemory;
import io.capio.launcher.option.LauncherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;

/** Sends a rule to the server of a workflow. */
final class RuleSender {
  private RuleSender() {}

  /**
   * Returns when the rule holds.
   *
   * @throws LauncherException if there is no server that takes rules (unavailable), or it refuses
   *     this one (the rule is wrong)
   */
  static void send(String workflow, String message) throws IOException {
    ObjectNames names;
    try {
      names = new ObjectNames(workflow);
    } catch (IllegalArgumentException e) {
      throw LauncherException.usage(e.getMessage(), e);
    }
    if (!isServed(names)) {
      throw LauncherException.unavailable(
          "no server of workflow " + workflow + " that takes rules runs on this machine", null);
    }
    String reply;
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(SharedMemory.path(names.rules())))) {
      ByteBuffer bytes = ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      reply = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
    } catch (IOException e) {
      throw LauncherException.unavailable(
          "the server of workflow " + workflow + " takes no rules: " + e.getMessage(), e);
    }
    if (reply == null) {
      throw LauncherException.unavailable(
          "the server of workflow " + workflow + " ended before it answered", null);
    }
    if (!reply.equals("ok")) {
      throw LauncherException.data(reply.replaceFirst("^error: ", ""), null);
    }
  }

  private static boolean isServed(ObjectNames names) throws IOException {
    try {
      return ServerAnnouncement.read(names)
          .filter(server -> server.process().isAlive())
          .isPresent();
    } catch (AccessDeniedException foreign) {
      throw LauncherException.unavailable(
          "the workflow "
              + names.workflow()
              + " is another user's on this machine ("
              + foreign.getMessage()
              + ")",
          foreign);
    }
  }
}
