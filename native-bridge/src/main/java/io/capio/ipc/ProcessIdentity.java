package io.capio.ipc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * A process, told apart from a later one with the same pid by its start time. Immutable.
 *
 * @param pid the process id in this pid namespace
 * @param start clock ticks since boot, field 22 of {@code /proc/PID/stat}; 0 if unknown
 */
public record ProcessIdentity(long pid, long start) {
  /** The calling process. */
  public static ProcessIdentity self() {
    return of(ProcessHandle.current().pid());
  }

  /** The process that has that pid now; start is 0 when there is none. */
  public static ProcessIdentity of(long pid) {
    String[] fields = stat(pid);
    return new ProcessIdentity(pid, fields == null ? 0 : start(fields));
  }

  /** The session that a process belongs to; 0 when there is no such process. */
  public static long sessionOf(long pid) {
    String[] fields = stat(pid);
    return fields == null ? 0 : Long.parseLong(fields[3]);
  }

  /**
   * Whether the process still runs. One that was killed and only waits to be reaped does not; one
   * whose first thread has ended before the others does. An unknown start time matches any. While
   * the caller can open no file, a process of that pid is taken for it.
   */
  public boolean isAlive() {
    String[] fields = stat(pid);
    if (fields == null) {
      // asked without a descriptor, of which the program may have used up all
      return Files.exists(Disk.path("/proc/" + pid));
    }
    return !fields[0].equals("X")
        && (!fields[0].equals("Z") || Integer.parseInt(fields[17]) > 1)
        && (start == 0 || start == start(fields));
  }

  /** Fields of the line from the third (the state) on, or null if they cannot be read. */
  private static String[] stat(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Disk.path("/proc/" + pid + "/stat"));
      String line = new String(bytes, StandardCharsets.ISO_8859_1);
      // the second field is the command in parentheses and may hold blanks and parentheses
      return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static long start(String[] fields) {
    return Long.parseLong(fields[19]);
  }
}
