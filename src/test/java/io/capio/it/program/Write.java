package io.capio.it.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a line to a file and says what kind of stream did it. */
public final class Write {
  private Write() {}

  /**
   * Writes.
   *
   * @param args the file and the line
   */
  public static void main(String[] args) throws IOException {
    try (FileOutputStream out = new FileOutputStream(args[0], true)) {
      out.write((args[1] + "\n").getBytes(StandardCharsets.UTF_8));
      System.out.println(args[1] + " by " + out.getClass().getSimpleName());
    }
  }
}
