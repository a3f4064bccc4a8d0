package io.capio.ipc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A POSIX shared-memory object, mapped whole for reading and writing. On Linux the object NAME is
 * the file {@code /dev/shm/NAME}.
 *
 * <p>Not thread-safe. {@link #close} unmaps: whoever still touches {@link #bytes} afterwards ends
 * the JVM, so the owner closes only what no other thread can reach.
 */
public final class SharedMemory implements Closeable {
  /** Where Linux keeps shared-memory objects. */
  public static final Path DIRECTORY = Disk.path("/dev/shm");

  /** Up to here memory is reserved at once; a ring of data is larger, and mostly never used. */
  static final long ALWAYS_RESERVED = 1 << 17;

  /** Only the own user may see the objects of a workflow. */
  static final int MODE = 0600;

  private final String name;
  private final long size;
  private long address;
  private ByteBuffer bytes;

  private SharedMemory(String name, long address, long size) {
    this.name = name;
    this.address = address;
    this.size = size;
    this.bytes = new Pointer(address).getByteBuffer(0, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Creates an object that must not exist yet, with its memory reserved, so that a full /dev/shm is
   * an error here and not a SIGBUS at a later access, and with its pages mapped, so that the first
   * access to each does not trap.
   *
   * @param size bytes, at most 2 GiB - 1
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   * @throws IOException if it cannot be created, or the memory is not there (ENOSPC in the message)
   */
  public static SharedMemory createReserved(String name, long size) throws IOException {
    int fd = openFile(name, Posix.O_RDWR | Posix.O_CREAT | Posix.O_EXCL);
    try {
      int error = Posix.posix_fallocate(fd, 0, size);
      if (error != 0) {
        unlink(name);
        throw Posix.failure("reserve " + size + " bytes of shared memory for", name, error);
      }
      return map(name, fd, size, Posix.MAP_SHARED | Posix.MAP_POPULATE);
    } finally {
      Posix.close(fd);
    }
  }

  /**
   * Creates an object that must not exist yet, with its memory reserved, without mapping it.
   *
   * @param size bytes, any number
   */
  public static void reserveExclusive(String name, long size) throws IOException {
    reserve(name, size, Posix.O_RDWR | Posix.O_CREAT | Posix.O_EXCL);
  }

  /** Makes an object that exists at least that long, the memory reserved. */
  public static void reserve(String name, long size) throws IOException {
    reserve(name, size, Posix.O_RDWR);
  }

  private static void reserve(String name, long size, int flags) throws IOException {
    int fd = openFile(name, flags);
    try {
      int error = size == 0 ? 0 : Posix.posix_fallocate(fd, 0, size);
      if (error != 0) {
        if ((flags & Posix.O_EXCL) != 0) {
          unlink(name);
        }
        throw Posix.failure("reserve " + size + " bytes of shared memory for", name, error);
      }
    } finally {
      Posix.close(fd);
    }
  }

  /**
   * Reserves the memory of a part of an object.
   *
   * @return false if there is not so much memory left
   * @throws NoSuchFileException if the object has no name any more
   */
  static boolean reservePart(String name, long offset, long length) throws IOException {
    int fd = openFile(name, Posix.O_RDWR);
    try {
      int error = Posix.posix_fallocate(fd, offset, length);
      if (error != 0 && error != Errno.ENOSPC.number()) {
        throw Posix.failure("reserve shared memory for", name, error);
      }
      return error == 0;
    } finally {
      Posix.close(fd);
    }
  }

  /** As {@link #createReserved}, but memory beyond a few pages is only taken when touched. */
  static SharedMemory createExclusive(String name, long size) throws IOException {
    return sized(name, size, Posix.O_RDWR | Posix.O_CREAT | Posix.O_EXCL);
  }

  /** Opens or creates an object and gives it that size; existing content stays. */
  static SharedMemory createOrOpen(String name, long size) throws IOException {
    return sized(name, size, Posix.O_RDWR | Posix.O_CREAT);
  }

  /**
   * Maps an object that exists, with the size it has.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it belongs to another user, is empty, or cannot be mapped
   */
  public static SharedMemory open(String name) throws IOException {
    int fd = openFile(name, Posix.O_RDWR);
    try {
      long size = Posix.lseek(fd, 0, 2);
      if (size <= 0) {
        throw new IOException("shared-memory object " + name + " is empty");
      }
      reserveSmall(name, fd, size);
      return map(name, fd, size);
    } finally {
      Posix.close(fd);
    }
  }

  /** A full /dev/shm is an error here, and not a SIGBUS when somebody touches the memory. */
  private static void reserveSmall(String name, int fd, long size) throws IOException {
    int error = size == 0 || size > ALWAYS_RESERVED ? 0 : Posix.posix_fallocate(fd, 0, size);
    if (error != 0) {
      throw Posix.failure("reserve " + size + " bytes of shared memory for", name, error);
    }
  }

  private static SharedMemory sized(String name, long size, int flags) throws IOException {
    int fd = openFile(name, flags);
    try {
      if (Posix.ftruncate(fd, size) != 0) {
        throw Posix.failure("resize", name);
      }
      try {
        reserveSmall(name, fd, size);
      } catch (IOException e) {
        if ((flags & Posix.O_EXCL) != 0) {
          unlink(name);
        }
        throw e;
      }
      return map(name, fd, size);
    } finally {
      Posix.close(fd);
    }
  }

  private static int openFile(String name, int flags) throws IOException {
    Path path = path(name);
    int fd = Posix.open(path.toString(), flags | Posix.O_CLOEXEC | Posix.O_NOFOLLOW, MODE);
    if (fd < 0) {
      int errno = Native.getLastError();
      if (errno == Errno.ENOENT.number()) {
        throw new NoSuchFileException(path.toString());
      }
      if (errno == Errno.EEXIST.number()) {
        throw new java.nio.file.FileAlreadyExistsException(path.toString());
      }
      throw Posix.failure("open shared-memory object", name, errno);
    }
    if ((flags & Posix.O_EXCL) == 0) {
      try {
        requireOwn(name);
      } catch (IOException e) {
        Posix.close(fd);
        throw e;
      }
    }
    return fd;
  }

  private static SharedMemory map(String name, int fd, long size) throws IOException {
    return map(name, fd, size, Posix.MAP_SHARED);
  }

  private static SharedMemory map(String name, int fd, long size, int flags) throws IOException {
    long address = Posix.mmap(0, size, Posix.PROT_READ_WRITE, flags, fd, 0);
    if (address == -1) {
      throw Posix.failure("map", name);
    }
    return new SharedMemory(name, address, size);
  }

  /**
   * Refuses what another user has put there: only root could open it at all, and it would trust
   * content that somebody else can change.
   *
   * @param file its name in the folder of shared memory
   * @throws AccessDeniedException if it is another user's
   */
  public static void requireOwn(String file) throws IOException {
    Path path = path(file);
    Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!Integer.valueOf(Posix.geteuid()).equals(uid)) {
      String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
      throw new AccessDeniedException(
          path.toString(), null, "belongs to user " + owner + ", not to this one");
    }
  }

  /**
   * Loads the native library, which takes a tenth of a second once per process: for a thread that
   * has nothing better to do.
   */
  public static void prepare() {
    Posix.load();
  }

  /**
   * Loads the native library, as {@link #prepare} does, or says what keeps it from being loaded.
   *
   * @throws IOException if this machine does not let it be loaded; the message says what to do
   */
  public static void requireLibrary() throws IOException {
    try {
      Posix.load();
    } catch (LinkageError e) {
      throw new IOException(
          "the native library that JNA unpacks cannot be loaded from "
              + JnaFolder.chosen()
              + "; if that is mounted noexec, name a folder that is not: -D"
              + JnaFolder.PROPERTY
              + "=FOLDER",
          e);
    }
  }

  /** The file behind an object. */
  public static Path path(String name) {
    return DIRECTORY.resolve(name);
  }

  /**
   * Removes an object's name; mappings of it stay valid.
   *
   * @return whether there was one
   */
  public static boolean unlink(String name) {
    return Posix.unlink(path(name).toString()) == 0;
  }

  /** The name without directory. */
  public String name() {
    return name;
  }

  /** Bytes mapped. */
  public long size() {
    return size;
  }

  /**
   * The memory, little endian; the same buffer on every call: use absolute access or a duplicate.
   *
   * @throws IllegalStateException if closed
   */
  public ByteBuffer bytes() {
    ByteBuffer current = bytes;
    if (current == null) {
      throw new IllegalStateException(name + " is unmapped");
    }
    return current;
  }

  /** Unmaps the memory; the object itself stays until {@link #unlink}. */
  @Override
  public void close() {
    if (address != 0) {
      bytes = null;
      Posix.munmap(address, size);
      address = 0;
    }
  }
}
