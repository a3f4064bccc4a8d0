package io.capio.launcher.option;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keys of the terminal one by one, as they are pressed. Whatever ends this process, the terminal is
 * as it was. Not thread-safe.
 */
public final class Keyboard implements Closeable {
  private static final String TERMINAL = "/dev/tty";

  private final InputStream keys;
  private final String before;
  private final Thread restore;

  private Keyboard(InputStream keys, String before) {
    this.keys = keys;
    this.before = before;
    this.restore = new Thread(() -> stty(before), "capio-restore-terminal");
  }

  /**
   * Takes the keys of this process's terminal.
   *
   * @throws IOException if it has none
   */
  public static Keyboard open() throws IOException {
    String before = stty("-g");
    InputStream keys = new FileInputStream(TERMINAL);
    Keyboard keyboard = new Keyboard(keys, before);
    Runtime.getRuntime().addShutdownHook(keyboard.restore);
    // a read returns what there is, after a tenth of a second also if that is nothing
    stty("-icanon -echo min 0 time 1");
    return keyboard;
  }

  /** Whether a key is pressed within a time; returns as soon as it is. */
  public boolean isPressed(char wanted, long millis) throws IOException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    do {
      // a read without a key is an end of file to Java, and the next one is a new attempt
      int key = keys.read();
      if (key == wanted) {
        return true;
      }
    } while (System.nanoTime() < deadline);
    return false;
  }

  private static String stty(String settings) {
    try {
      Process stty =
          new ProcessBuilder("/bin/sh", "-c", "stty " + settings + " < " + TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor();
      return said.strip();
    } catch (IOException e) {
      return "sane";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "sane";
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(restore);
    stty(before);
    keys.close();
  }
}
