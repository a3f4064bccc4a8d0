package io.capio.ipc;

/**
 * The error numbers of Linux that this project sends or receives, with the kernel's words, and one
 * that only the extensions have: {@link #LINKED}.
 */
public enum Errno {
  EPERM(1, "Operation not permitted"),
  ENOENT(2, "No such file or directory"),
  EINTR(4, "Interrupted system call"),
  ENXIO(6, "No such device or address"),
  EIO(5, "Input/output error"),
  EBADF(9, "Bad file descriptor"),
  EAGAIN(11, "Resource temporarily unavailable"),
  ENOMEM(12, "Cannot allocate memory"),
  EACCES(13, "Permission denied"),
  EBUSY(16, "Device or resource busy"),
  EEXIST(17, "File exists"),
  EXDEV(18, "Invalid cross-device link"),
  ENOTDIR(20, "Not a directory"),
  EISDIR(21, "Is a directory"),
  EINVAL(22, "Invalid argument"),
  EMFILE(24, "Too many open files"),
  EFBIG(27, "File too large"),
  ENOSPC(28, "No space left on device"),
  EROFS(30, "Read-only file system"),
  ENAMETOOLONG(36, "File name too long"),
  ENOTEMPTY(39, "Directory not empty"),
  ELOOP(40, "Too many levels of symbolic links"),
  EPROTO(71, "Protocol error"),
  EOPNOTSUPP(95, "Operation not supported"),
  ESHUTDOWN(108, "The CAPIO server has gone"),
  ETIMEDOUT(110, "Connection timed out"),
  ECANCELED(125, "Operation canceled"),
  EOWNERDEAD(130, "The producer died before it finished the file"),

  /** The path leads over a symbolic link; the reason says which, and where to. */
  LINKED(1003, "A symbolic link is in the way");

  /** The reply word that means "an ordinary path of the disk", CAPIO's own -2. */
  public static final long ORDINARY = -2;

  /** ENOENT's reply word: its natural one, -2, is taken by {@link #ORDINARY}. */
  private static final long ENOENT_WORD = -1002;

  private final int number;
  private final String text;

  Errno(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** The number that Linux uses. */
  public int number() {
    return number;
  }

  /** What {@code strerror} says. */
  public String text() {
    return text;
  }

  /** This error as the reply word of an extension request. */
  public long word() {
    return this == ENOENT ? ENOENT_WORD : -number;
  }

  /** The error of a negative reply word; {@link #EIO} for a number that is not listed here. */
  public static Errno ofWord(long word) {
    Errno error = word == ENOENT_WORD ? ENOENT : of((int) -word);
    return error == null ? EIO : error;
  }

  /** The error with that number, or null when it is not listed here. */
  public static Errno of(int number) {
    for (Errno error : values()) {
      if (error.number == number) {
        return error;
      }
    }
    return null;
  }
}
