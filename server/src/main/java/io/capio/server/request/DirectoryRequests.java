package io.capio.server.request;

import io.capio.ipc.Errno;
import io.capio.ipc.Request;
import io.capio.server.disk.DiskEntry;
import io.capio.server.disk.EntryKind;
import io.capio.server.files.DirectoryNode;
import io.capio.server.files.FileState;
import io.capio.server.files.Handle;
import io.capio.server.files.Listing;
import io.capio.server.files.RefusedException;
import io.capio.server.operation.Transfers;
import io.capio.server.operation.Workplace;
import io.capio.server.session.Cursor;
import io.capio.server.session.Outcome;
import io.capio.server.session.Session;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** LIST of the extensions, GETDENTS and GETDENTS64 of the base wire. */
final class DirectoryRequests {
  /** Bytes of a directory record of the base wire (section 7.7). */
  static final int RECORD_BYTES = 280;

  private static final int RECORD_TYPE_AT = 18;
  private static final int RECORD_NAME_AT = 19;
  private static final int RECORD_NAME_BYTES = 255;
  private static final byte DT_UNKNOWN = 0;
  private static final byte DT_DIR = 4;
  private static final byte DT_REG = 8;

  private final Workplace place;

  DirectoryRequests(Workplace place) {
    this.place = place;
  }

  /** LIST. */
  Outcome list(Session session, Request request) throws RefusedException {
    Handle handle = Owners.handle(place, session, request);
    if (!(handle.node() instanceof DirectoryNode directory)) {
      throw RefusedException.of(Errno.ENOTDIR, handle.node().path());
    }
    if (mustNotBegin(session, directory)) {
      return await(session, directory);
    }
    int room = Transfers.room(session, request.number(2));
    if (room == 0 && request.number(2) > 0) {
      return Outcome.BUSY;
    }
    Listing listing = listing(handle, directory);
    List<DiskEntry> entries = listing.entries();
    if (listing.position() >= entries.size() && isStreamed(session, directory)) {
      return await(session, directory);
    }
    ByteBuffer bytes = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
    int next = listing.position();
    while (next < entries.size() && append(bytes, entries.get(next))) {
      next++;
    }
    if (next == listing.position() && next < entries.size()) {
      throw new RefusedException(Errno.EINVAL, "no room for the next entry of " + directory);
    }
    listing.position(next);
    Transfers.sendBytes(session, bytes.position(), bytes, bytes.position());
    return Outcome.DONE;
  }

  private static boolean append(ByteBuffer bytes, DiskEntry entry) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    if (bytes.remaining() < 3 + name.length) {
      return false;
    }
    bytes.put((byte) entry.kind().number()).putShort((short) name.length).put(name);
    return true;
  }

  private Listing listing(Handle handle, DirectoryNode directory) {
    if (handle.listing() == null) {
      handle.listing(place.namespace().list(directory));
    }
    handle.listing().refresh();
    return handle.listing();
  }

  /** GETDENTS and GETDENTS64. */
  Outcome records(Session session, Request request) throws RefusedException {
    int fd = request.fd();
    Cursor cursor = session.cursor(fd);
    Handle handle = session.handle(fd);
    if (handle == null || !(handle.node() instanceof DirectoryNode directory)) {
      session.reply(cursor.offset());
      return Outcome.DONE;
    }
    if (mustNotBegin(session, directory)) {
      return await(session, directory);
    }
    if (cursor.offset() == 0) {
      handle.listing(null);
    }
    Listing listing = listing(handle, directory);
    long first = cursor.offset() / RECORD_BYTES;
    long wanted = request.number(1) / RECORD_BYTES;
    long available = listing.entries().size() + 2 - first;
    if (wanted > 0 && available <= 0 && isStreamed(session, directory)) {
      return await(session, directory);
    }
    long ready = Math.max(0, Math.min(wanted, available));
    int count = Transfers.room(session, ready * RECORD_BYTES) / RECORD_BYTES;
    if (count == 0 && wanted > 0 && available > 0) {
      return Outcome.BUSY;
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    List<DiskEntry> entries = withDots(listing, first, count);
    for (int i = 0; i < count; i++) {
      record(bytes, i, first + i, entries.get(i), directory.path());
    }
    cursor.offset(cursor.offset() + bytes.capacity());
    Transfers.sendBytes(session, cursor.offset(), bytes, bytes.capacity());
    return Outcome.DONE;
  }

  private static List<DiskEntry> withDots(Listing listing, long first, int count) {
    List<DiskEntry> entries = new ArrayList<>(count);
    for (long i = first; i < first + count; i++) {
      if (i < 2) {
        entries.add(new DiskEntry(i == 0 ? "." : "..", EntryKind.DIRECTORY));
      } else {
        entries.add(listing.entries().get((int) i - 2));
      }
    }
    return entries;
  }

  private static void record(
      ByteBuffer bytes, int slot, long index, DiskEntry entry, String directory) {
    int at = slot * RECORD_BYTES;
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    bytes.putLong(at, 1 + Integer.toUnsignedLong((directory + "/" + entry.name()).hashCode()));
    bytes.putLong(at + 8, (index + 1) * RECORD_BYTES);
    bytes.putShort(at + 16, (short) RECORD_BYTES);
    bytes.put(
        at + RECORD_TYPE_AT,
        switch (entry.kind()) {
          case FILE -> DT_REG;
          case DIRECTORY -> DT_DIR;
          case LINK, OTHER -> DT_UNKNOWN;
        });
    bytes.put(
        at + RECORD_NAME_AT, Arrays.copyOf(name, Math.min(name.length, RECORD_NAME_BYTES - 1)));
  }

  /** Whether a listing has to wait for the commit of its directory before it says anything. */
  private boolean mustNotBegin(Session session, DirectoryNode directory) {
    return isAwaited(session, directory) && !directory.rule().firable();
  }

  /** Whether the end of a listing is not the end yet. */
  private boolean isStreamed(Session session, DirectoryNode directory) {
    return isAwaited(session, directory) && directory.rule().firable();
  }

  private boolean isAwaited(Session session, DirectoryNode directory) {
    return directory.state() == FileState.OPEN
        && place.rules().isDeclaredInput(directory.path())
        && !place.isProducer(directory, session.application());
  }

  private static Outcome await(Session session, DirectoryNode directory) {
    session.waitIn(
        directory.waiters(),
        directory.rule().firable() ? "further entries of " : "the commit of ",
        directory.path());
    return Outcome.WAITING;
  }
}
