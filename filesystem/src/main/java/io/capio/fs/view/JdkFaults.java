package io.capio.fs.view;

import io.capio.client.CapioException;
import io.capio.ipc.Errno;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The JDK's exceptions for the server's errors, with the path as the user wrote it. Stateless. */
public final class JdkFaults {
  private static final String OF_LINK = " or unable to access attributes of symbolic link";

  private JdkFaults() {}

  /**
   * What is thrown where a link is met that is not to be followed, but for the opening of files.
   */
  public static FileSystemException isLink(String file) {
    return new FileSystemException(file, null, Errno.ELOOP.text() + OF_LINK);
  }

  /** What opening a symbolic link throws where links are not followed. */
  static IOException notFollowed() {
    return new IOException(Errno.ELOOP.text() + " (NOFOLLOW_LINKS specified)");
  }

  /** The disk's words for what disks know, the server's explanation for all else. */
  public static String words(CapioException e) {
    return switch (e.errno()) {
      case EPERM,
          ENOENT,
          EACCES,
          EEXIST,
          ENOTDIR,
          EISDIR,
          EINVAL,
          EBUSY,
          ENOTEMPTY,
          ENAMETOOLONG,
          ELOOP ->
          e.errno().text();
      default -> e.reason();
    };
  }

  /** What {@code java.nio.file} throws. */
  static IOException nio(CapioException e, Location file) {
    return nio(e, file.spelling(), null);
  }

  /** What {@code java.nio.file} throws where two paths are involved. */
  static IOException nio(CapioException e, String file, String other) {
    FileSystemException translated =
        switch (e.errno()) {
          case ENOENT -> new NoSuchFileException(file, other, null);
          case EEXIST -> new FileAlreadyExistsException(file, other, null);
          case EACCES -> new AccessDeniedException(file, other, null);
          case ENOTEMPTY ->
              other == null
                  ? new DirectoryNotEmptyException(file)
                  : new FileSystemException(file, other, words(e));
          case ELOOP -> new FileSystemException(file, other, words(e) + OF_LINK);
          default -> new FileSystemException(file, other, words(e));
        };
    translated.initCause(e);
    return translated;
  }

  /** The same failure of files that the user calls so. */
  public static FileSystemException spelled(FileSystemException e, String file, String other) {
    String reason = e.getReason();
    FileSystemException spelled;
    if (e instanceof NoSuchFileException) {
      spelled = new NoSuchFileException(file, other, reason);
    } else if (e instanceof FileAlreadyExistsException) {
      spelled = new FileAlreadyExistsException(file, other, reason);
    } else if (e instanceof AccessDeniedException) {
      spelled = new AccessDeniedException(file, other, reason);
    } else if (e instanceof NotDirectoryException && other == null) {
      spelled = new NotDirectoryException(file);
    } else if (e instanceof AtomicMoveNotSupportedException) {
      spelled = new AtomicMoveNotSupportedException(file, other, reason);
    } else if (e instanceof DirectoryNotEmptyException && other == null) {
      spelled = new DirectoryNotEmptyException(file);
    } else {
      spelled = new FileSystemException(file, other, reason);
    }
    spelled.initCause(e);
    return spelled;
  }

  /** What the constructors of {@code java.io} throw. */
  public static FileNotFoundException javaIo(String file, IOException e) {
    String reason = e instanceof CapioException known ? words(known) : e.getMessage();
    FileNotFoundException translated = new FileNotFoundException(file + " (" + reason + ")");
    translated.initCause(e);
    return translated;
  }
}
