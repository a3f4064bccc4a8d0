package io.capio.client;

import io.capio.ipc.Request;
import io.capio.ipc.RequestCodec;
import io.capio.ipc.SlotQueue;
import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This process's end of the workflow's request queue. Thread-safe: requests of one thread arrive in
 * the order they were sent.
 */
final class RequestChannel {
  private final SlotQueue queue;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  RequestChannel(SlotQueue queue) {
    this.queue = queue;
  }

  /** Sends a request; waits while the queue is full. */
  void send(Request request, WaitWatch watch) throws IOException {
    sendText(RequestCodec.encode(request), watch);
  }

  /** Sends a request's text, at most a slot less the terminator. */
  void sendText(byte[] text, WaitWatch watch) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new CapioUnavailableException(Connection.CLOSED);
      }
      queue.put(text, watch);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        queue.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
