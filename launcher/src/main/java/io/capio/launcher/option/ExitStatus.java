package io.capio.launcher.option;

/**
 * Exit statuses of the launcher's own failures, numbers of sysexits.h; any other status is the
 * program's. Messages of these failures begin with {@code capio-run:}.
 */
public final class ExitStatus {
  /** The command line is wrong, or its target does not exist. */
  public static final int USAGE = 64;

  /** The CAPIO-CL file is wrong. */
  public static final int DATA = 65;

  /** The server is not there, not reachable, or does not do what is asked. */
  public static final int UNAVAILABLE = 69;

  /** Something else, which is a defect of CAPIO or of the machine. */
  public static final int INTERNAL = 70;

  /** There is no such process, or it cannot be attached to. */
  public static final int REFUSED = 77;

  private ExitStatus() {}
}
