package io.capio.launcher.check;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes a line through a file, then waits for the end of its standard input. */
final class TrialProgram {
  /** What it says if a stream that is not the JDK's own did it. */
  static final String SUCCESS = "passed";

  private static final String LINE = "a line";

  private TrialProgram() {}

  public static void main(String[] args) throws IOException {
    System.out.println(pass(args[0]));
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  private static String pass(String file) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file)) {
      if (out.getClass() == FileOutputStream.class) {
        return "file operations are not rewritten";
      }
      out.write(LINE.getBytes(StandardCharsets.UTF_8));
    }
    try (FileInputStream in = new FileInputStream(file)) {
      String read = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return read.equals(LINE) ? SUCCESS : "what was read is not what was written";
    }
  }
}
