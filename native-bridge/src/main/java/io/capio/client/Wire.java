package io.capio.client;

import io.capio.ipc.WaitWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The operations on files in one of the two dialects that servers understand. Operations on a
 * descriptor use the session they are given, which the caller holds; operations by path take one
 * from the connection. All wait for their reply, and the watch ends the wait.
 */
interface Wire {
  /** Opens; empty if the path is an ordinary one of the disk. */
  Optional<Descriptor> open(String path, Set<OpenFlag> flags, int mode, WaitWatch watch)
      throws IOException;

  /**
   * Asks for bytes, which then lie in the session's read queue.
   *
   * @param wanted what the caller needs now; at least 1 byte is delivered unless it is the end
   * @param window how much may come beyond that
   * @return bytes delivered, 0 at the end of the file
   */
  int read(Session session, Descriptor file, long offset, int wanted, int window, WaitWatch watch)
      throws IOException;

  /**
   * Announces bytes that were pushed into the session's write queue.
   *
   * @param offset where they go, or -1 for the end
   */
  void write(Session session, Descriptor file, long offset, int count, WaitWatch watch)
      throws IOException;

  /** Where the next data or hole at or after an offset begins; -1 if there is none. */
  long seekPart(Session session, Descriptor file, boolean hole, long offset, WaitWatch watch)
      throws IOException;

  /** A second descriptor of an open file, which was opened with those flags. */
  Optional<Descriptor> duplicate(Descriptor file, Set<OpenFlag> flags, WaitWatch watch)
      throws IOException;

  /**
   * Whether something of that name exists, in CAPIO or on the disk; never waits for another step.
   */
  boolean exists(String path, WaitWatch watch) throws IOException;

  /** Offset after the last write through this descriptor; throws what failed in earlier writes. */
  long sync(Session session, Descriptor file, WaitWatch watch) throws IOException;

  /** Size of the file, the final one unless {@code current}. */
  long size(Session session, Descriptor file, boolean current, WaitWatch watch) throws IOException;

  /** How far the file may be read now, without waiting. */
  long readable(Session session, Descriptor file, WaitWatch watch) throws IOException;

  FileStatus status(Session session, Descriptor file, WaitWatch watch) throws IOException;

  /** Where the disk has what an open file is now; empty if memory has it, or nobody knows. */
  Optional<Path> onDisk(Session session, Descriptor file, WaitWatch watch) throws IOException;

  /**
   * Puts a file's content where it can be mapped.
   *
   * @param size what it is to have at least; -1 to leave it
   * @return what to map; empty if the server cannot do it
   */
  Optional<Path> map(Session session, Descriptor file, long size, WaitWatch watch)
      throws IOException;

  void truncate(Session session, Descriptor file, long size, WaitWatch watch) throws IOException;

  /**
   * Closes a descriptor.
   *
   * @param wrote whether anything was written through it, so that a late error is asked for
   */
  void close(Session session, Descriptor file, boolean wrote, WaitWatch watch) throws IOException;

  /**
   * Status of a path; empty if it is an ordinary one of the disk.
   *
   * @param follow whether that of what a link leads to is wanted, if the path is a link
   */
  Optional<FileStatus> status(String path, boolean finalSize, boolean follow, WaitWatch watch)
      throws IOException;

  /** Makes a symbolic link; false if the server has none. */
  boolean makeLink(String path, String target, WaitWatch watch) throws IOException;

  boolean hardLink(String existing, String link, WaitWatch watch) throws IOException;

  /** Where a symbolic link leads; empty if the disk knows. */
  Optional<String> readLink(String path, WaitWatch watch) throws IOException;

  /**
   * When a path was made, in nanoseconds since 1970; never waits for another step.
   *
   * @return empty if it was there before the server, or the server cannot tell
   */
  OptionalLong created(String path, boolean follow, WaitWatch watch) throws IOException;

  void makeDirectory(String path, int mode, WaitWatch watch) throws IOException;

  /** Deletes; false if the path is an ordinary one. */
  boolean delete(String path, DeleteKind kind, WaitWatch watch) throws IOException;

  /** Renames; false if the path is an ordinary one. */
  boolean rename(String from, String to, boolean replace, WaitWatch watch) throws IOException;

  /** Sets attributes; false if the path is an ordinary one. */
  boolean setAttributes(String path, AttributeChange change, boolean follow, WaitWatch watch)
      throws IOException;

  /**
   * Waits until what is committed and permanent is on the disk; returns at once if it cannot say.
   */
  default void persist(String path, WaitWatch watch) throws IOException {}

  /** Does what the server needs before this process's sessions exit. */
  default void beforeExit() throws IOException {}

  /**
   * Opens a directory for listing; empty if it is an ordinary one.
   *
   * @param follow false if the path must not be a symbolic link itself
   */
  Optional<DirectoryListing> list(String path, boolean follow) throws IOException;
}
