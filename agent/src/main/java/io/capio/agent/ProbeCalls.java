package io.capio.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a program does, in a class that is rewritten at start to see that it reaches the bridge. It
 * is loaded by a loader of its own and not otherwise used.
 */
public final class ProbeCalls implements Consumer<Path> {

  /** How many questions a rewritten {@link #accept} asks the bridge. */
  static final int EXPECTED = 4;

  /** Reaches for a file that cannot exist, in one way of each kind. */
  @Override
  public void accept(Path file) {
    String path = file.toString();
    open(path);
    new File(path).length();
    try {
      Files.size(file);
    } catch (IOException absent) {
      // As it must be: the bridge has counted the call.
    }
    print(path);
  }

  private static void open(String path) {
    try {
      new FileInputStream(path).close();
    } catch (IOException absent) {
      // As above.
    }
  }

  /** The JDK's class opens the file. */
  private static void print(String path) {
    try {
      new PrintStream(path).close();
    } catch (IOException absent) {
      // As above.
    }
  }
}
