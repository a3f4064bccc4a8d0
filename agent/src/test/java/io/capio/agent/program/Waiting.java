package io.capio.agent.program;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Has loaded and run all that it is made of before the agent comes; then it writes. */
public final class Waiting {

  private Waiting() {}

  public static void main(String[] arguments) throws IOException {
    File outside = File.createTempFile("outside", null);
    write(outside);
    System.out.println("ready");
    if (System.in.read() < 0) {
      throw new IOException("nobody attached");
    }
    write(new File(arguments[0]));
    System.out.println(length(arguments[0]) + " " + outside.delete());
  }

  /** A method of its own: the one that runs when the agent comes stays as it is. */
  private static long length(String path) {
    return new File(path).length();
  }

  private static void write(File file) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write("written".getBytes(StandardCharsets.UTF_8));
    }
  }
}
