package io.capio.server.operation;

import io.capio.ipc.Errno;
import io.capio.server.files.RefusedException;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import io.capio.server.storage.Content;
import io.capio.server.storage.MemoryContent;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Moves bytes through a session's data queues, as far as that goes without waiting. */
public final class Transfers {
  private static final int SCRATCH_BYTES = 64 << 10;

  /** Takes bytes that a client has written. */
  public interface Sink {
    /**
     * Takes one slot's bytes.
     *
     * @param done how many bytes of the request came before
     */
    void accept(ByteBuffer slot, int length, long done);
  }

  /** Of each request loop. */
  private static final ThreadLocal<ByteBuffer> SCRATCH =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SCRATCH_BYTES));

  private Transfers() {}

  /**
   * How many bytes the client's read queue has room for now.
   *
   * @param wanted more do not matter
   * @throws RefusedException if it has room but the machine has no memory for a single byte
   */
  public static int room(Session session, long wanted) throws RefusedException {
    long free = (long) session.read().freeSlots() * session.read().slotBytes();
    long bytes = Math.min(free, wanted);
    if (bytes <= 0) {
      return 0;
    }
    try {
      int there = (int) session.read().secure(bytes);
      if (there == 0) {
        session.read().requireMemory(1);
      }
      return there;
    } catch (IOException e) {
      throw new RefusedException(Errno.ENOSPC, e.getMessage());
    }
  }

  /**
   * Answers with a word and bytes of a file. The word follows the first slot, so that the client
   * can copy that one while the next is being filled.
   *
   * @param length not more than {@link #room}
   */
  public static void send(Session session, long word, Content content, long offset, int length)
      throws RefusedException {
    if (!(content instanceof MemoryContent)) {
      sendBytes(session, word, readFromDisk(content, offset, length), length);
      return;
    }
    int slotBytes = session.read().slotBytes();
    for (int done = 0; done < length; done += slotBytes) {
      int part = Math.min(slotBytes, length - done);
      ByteBuffer slot = slot(session);
      try {
        content.read(offset + done, slot, 0, part);
      } catch (IOException e) {
        throw DiskErrors.refusal(e);
      }
      session.read().publish();
      if (done == 0) {
        session.reply(word);
      }
    }
    if (length == 0) {
      session.reply(word);
    }
  }

  private static ByteBuffer slot(Session session) {
    ByteBuffer slot = session.read().tryReserve();
    if (slot == null) {
      throw new IllegalStateException("the read queue lost free slots");
    }
    return slot;
  }

  /** A failure of the disk must come before the first slot, because a slot cannot be taken back. */
  private static ByteBuffer readFromDisk(Content content, long offset, int length)
      throws RefusedException {
    ByteBuffer bytes = SCRATCH.get();
    if (bytes.capacity() < length) {
      bytes = ByteBuffer.allocateDirect(length);
      SCRATCH.set(bytes);
    }
    try {
      content.read(offset, bytes, 0, length);
    } catch (IOException e) {
      throw DiskErrors.refusal(e);
    }
    return bytes;
  }

  /** Answers with a word and bytes. */
  public static void sendBytes(Session session, long word, ByteBuffer bytes, int length) {
    int slotBytes = session.read().slotBytes();
    for (int done = 0; done < length; done += slotBytes) {
      int part = Math.min(slotBytes, length - done);
      slot(session).put(0, bytes, done, part);
      session.read().publish();
    }
    session.reply(word);
  }

  /**
   * Takes the bytes of a write request from the client's queue. They may come after the request;
   * but a client that has already sent its next request has pushed all that it will ever push, so
   * that what is missing then is given up.
   */
  public static Outcome receive(Session session, long count, Sink sink) {
    int slotBytes = session.written().slotBytes();
    while (session.progress() < count) {
      ByteBuffer slot = session.written().tryPeek();
      if (slot == null) {
        if (session.hasMore()) {
          break;
        }
        return Outcome.BUSY;
      }
      int part = (int) Math.min(slotBytes, count - session.progress());
      sink.accept(slot, part, session.progress());
      session.written().release();
      session.progress(session.progress() + part);
    }
    return Outcome.DONE;
  }
}
