package io.capio.launcher.option;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A failure of the launcher's own, with the status it ends with. The message is one sentence. */
public final class LauncherException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private LauncherException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The user's command line cannot be carried out. */
  public static LauncherException usage(String message) {
    return usage(message, null);
  }

  /** The user's command line cannot be carried out. */
  public static LauncherException usage(String message, Throwable cause) {
    return new LauncherException(ExitStatus.USAGE, message, cause);
  }

  /** The CAPIO-CL file, or a rule, is wrong. */
  public static LauncherException data(String message, Throwable cause) {
    return new LauncherException(ExitStatus.DATA, message, cause);
  }

  /** The server does not do what is asked. */
  public static LauncherException unavailable(String message, Throwable cause) {
    return new LauncherException(ExitStatus.UNAVAILABLE, message, cause);
  }

  /** A running JVM cannot be attached to. */
  public static LauncherException refused(String message, Throwable cause) {
    return new LauncherException(ExitStatus.REFUSED, message, cause);
  }

  /** Something that should not happen. */
  public static LauncherException internal(String message, Throwable cause) {
    return new LauncherException(ExitStatus.INTERNAL, message, cause);
  }

  /** What a file could not be used for, in words: the JDK's message may be its name alone. */
  public static String why(IOException failure) {
    if (failure instanceof AccessDeniedException denied && denied.getReason() == null) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException absent && absent.getReason() == null) {
      return "no such file or directory";
    }
    return failure.getMessage();
  }

  /** What the launcher exits with, one of {@link ExitStatus}. */
  public int status() {
    return status;
  }
}
