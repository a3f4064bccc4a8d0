package io.capio.server.rule;

import io.capio.cl.CapioClException;
import io.capio.cl.ParseOptions;
import io.capio.cl.RuleUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One connection: a line of JSON in, a line of text out, until the other side closes. */
final class RuleConversation {
  private static final int LONGEST_LINE = 65_534;

  private final SocketChannel channel;
  private final String workflow;
  private final ParseOptions names;
  private final RuleInbox inbox;
  private final Consumer<String> log;

  RuleConversation(
      SocketChannel channel,
      String workflow,
      ParseOptions names,
      RuleInbox inbox,
      Consumer<String> log) {
    this.channel = channel;
    this.workflow = workflow;
    this.names = names;
    this.inbox = inbox;
    this.log = log;
  }

  void hold() throws IOException, InterruptedException {
    InputStream in = Channels.newInputStream(channel);
    byte[] buffer = new byte[LONGEST_LINE];
    int length = 0;
    for (int n = in.read(buffer, 0, LONGEST_LINE); n >= 0; ) {
      length += n;
      int end = lineEnd(buffer, length);
      while (end >= 0) {
        answer(new String(buffer, 0, end, StandardCharsets.UTF_8));
        length -= end + 1;
        System.arraycopy(buffer, end + 1, buffer, 0, length);
        end = lineEnd(buffer, length);
      }
      if (length == LONGEST_LINE) {
        say("error: a message is one line of at most " + LONGEST_LINE + " bytes");
        // closing with something unread would take the answer away from the client
        in.transferTo(OutputStream.nullOutputStream());
        return;
      }
      n = in.read(buffer, length, LONGEST_LINE - length);
    }
    if (length > 0) {
      // the last line may lack its end, as a datagram of upstream's clients does
      answer(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }
  }

  private static int lineEnd(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void answer(String line) throws IOException, InterruptedException {
    if (!line.isBlank()) {
      say(outcome(line));
    }
  }

  private String outcome(String line) throws InterruptedException {
    RuleUpdate update;
    try {
      update = RuleUpdate.parse(line).resolved(names);
    } catch (CapioClException e) {
      return "error: " + e.getMessage().replaceAll("\\s*\\R\\s*", "; ");
    }
    if (!update.workflowName().equals(workflow)) {
      return "error: this is the server of workflow "
          + workflow
          + ", the rule is for "
          + update.workflowName();
    }
    if (!inbox.deliver(update)) {
      return "error: the server does not come to it";
    }
    log.accept((update.replaces() ? "new rule for " : "more rules for ") + update.path());
    return "ok";
  }

  private void say(String reply) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((reply + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
