package io.capio.server.operation;

import io.capio.ipc.Errno;
import io.capio.server.files.RefusedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Failures of the disk as errors of the wire. */
public final class DiskErrors {
  private DiskErrors() {}

  /** The refusal that tells a client of a failure. */
  public static RefusedException refusal(IOException failure) {
    return new RefusedException(errno(failure), failure.toString());
  }

  private static Errno errno(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return Errno.EACCES;
    }
    if (failure instanceof NoSuchFileException) {
      return Errno.ENOENT;
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return Errno.ENOTEMPTY;
    }
    if (failure instanceof FileAlreadyExistsException) {
      return Errno.EEXIST;
    }
    if (failure instanceof AtomicMoveNotSupportedException) {
      return Errno.EXDEV;
    }
    // a channel that is open says only what the system said
    String reason =
        failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
    for (Errno errno : Errno.values()) {
      if (errno.text().equals(reason)) {
        return errno;
      }
    }
    return Errno.EIO;
  }
}
