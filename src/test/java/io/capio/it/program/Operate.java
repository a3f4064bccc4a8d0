package io.capio.it.program;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** Does what lines on standard input say, one after the other, and says what it has done. */
public final class Operate {
  private static FileOutputStream stream;
  private static RandomAccessFile random;

  private Operate() {}

  /**
   * Operates until the end of standard input.
   *
   * @param args not looked at; they tell one such program from another
   */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line + ": " + step(line.split(" ", 2)));
    }
  }

  /** A method of its own: what runs when the agent comes goes on as it was. */
  private static String step(String[] words) throws IOException {
    switch (words[0]) {
      case "open" -> {
        stream = new FileOutputStream(words[1]);
        return stream.getClass().getSimpleName();
      }
      case "write" -> stream.write(words[1].getBytes(StandardCharsets.UTF_8));
      case "close" -> stream.close();
      case "version" -> System.setProperty("java.specification.version", words[1]);
      case "random" -> {
        random = new RandomAccessFile(words[1], "rw");
        return random.getClass().getSimpleName();
      }
      case "append" -> {
        random.writeBytes(words[1]);
        return random.getChannel().size() + " bytes";
      }
      default -> random.close();
    }
    return "done";
  }
}
