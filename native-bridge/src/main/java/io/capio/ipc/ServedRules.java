package io.capio.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The rules that a server began with, or that a program wants, as far as it takes to tell them
 * apart. What changed them at run time does not count. Immutable.
 *
 * @param mark equal if the rules are
 * @param origin what a user knows them by
 * @param memoryOnly whether nothing is ever written to the disk
 */
public record ServedRules(String mark, String origin, boolean memoryOnly) {
  private static final String NO_MARK = "none";

  /** Those of a server without a CAPIO-CL file; a program that asks for none takes any. */
  public static ServedRules none(boolean memoryOnly) {
    return new ServedRules(NO_MARK, "no CAPIO-CL file", memoryOnly);
  }

  /** Files may be read while they are written, and end on close. */
  public static ServedRules streaming(boolean memoryOnly) {
    return new ServedRules("stream", "--stream", memoryOnly);
  }

  /**
   * Those of a CAPIO-CL file, as it is now.
   *
   * @throws IOException if it cannot be read
   */
  public static ServedRules of(Path file, boolean memoryOnly) throws IOException {
    byte[] text = Files.readAllBytes(file);
    // no secret, and no enemy: it only has to notice a file that was edited
    CRC32 sum = new CRC32();
    sum.update(text, 0, text.length);
    return new ServedRules(
        "file " + text.length + " " + Long.toHexString(sum.getValue()),
        file.toAbsolutePath().normalize().toString(),
        memoryOnly);
  }

  /** Whether a program that wants those rules can work with these. */
  public boolean satisfy(ServedRules wanted) {
    return (wanted.mark.equals(NO_MARK) || wanted.mark.equals(mark))
        && (memoryOnly || !wanted.memoryOnly);
  }

  /** As a user knows them. */
  @Override
  public String toString() {
    return memoryOnly ? origin + ", --mem-only" : origin;
  }
}
