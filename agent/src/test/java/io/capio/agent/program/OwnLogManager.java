package io.capio.agent.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** A program that names its own log manager when it has already used a file. */
public final class OwnLogManager {
  private OwnLogManager() {}

  /** Made by the JDK. */
  public static final class Manager extends LogManager {}

  /** Writes the file given, names the manager, and prints which one there is. */
  public static void main(String... arguments) throws Exception {
    Files.writeString(Path.of(arguments[0]), "text");
    System.setProperty("java.util.logging.manager", Manager.class.getName());
    Logger.getLogger("program").fine("not shown");
    System.out.println(LogManager.getLogManager().getClass().getSimpleName());
  }
}
