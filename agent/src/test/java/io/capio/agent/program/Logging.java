package io.capio.agent.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;

/** A program whose log goes to a file that its configuration names. */
public final class Logging {
  private Logging() {}

  /** Logs a line, and prints whether the file given has it. */
  public static void main(String... arguments) throws Exception {
    Logger.getLogger("program").info("a line");
    System.out.println(Files.readString(Path.of(arguments[0])).contains("a line"));
  }
}
