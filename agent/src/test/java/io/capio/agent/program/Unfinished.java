package io.capio.agent.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says whether a file that it has not closed is on the disk already. */
public final class Unfinished {
  private Unfinished() {}

  public static void main(String[] arguments) throws IOException {
    try (FileOutputStream out = new FileOutputStream(arguments[0])) {
      out.write(1);
      System.out.print(Files.exists(Path.of("/proc/self/cwd", arguments[0])));
    }
  }
}
