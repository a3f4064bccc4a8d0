package io.capio.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A client in a JVM of its own that makes, renames, reads and deletes files until it is killed. */
final class BusyClient {
  private static final int READ = 1;
  private static final int WRITE_NEW = 2 | 4 | 16;
  private static final int LARGEST = 600_000;
  private static final Pattern NAMES = Pattern.compile("[fg]\\d");

  private BusyClient() {}

  /**
   * Arguments: workflow, directory, seed. Prints a line once it is at work.
   *
   * @param arguments as above
   */
  public static void main(String[] arguments) throws Exception {
    RawClient client = RawClient.hello(arguments[0], "busy");
    String directory = arguments[1];
    Random random = new Random(Long.parseLong(arguments[2]));
    System.out.println("ready");
    while (true) {
      String file = directory + "/f" + random.nextInt(4);
      write(client, file, random.nextInt(LARGEST));
      String other = directory + "/g" + random.nextInt(4);
      if (random.nextBoolean()) {
        client.ask("0045 %d 1 %d %s%s", client.tid, file.length(), file, other);
      }
      if (random.nextInt(4) == 0) {
        client.ask("0044 %d 0 %s", client.tid, other);
      }
      if (client.openFile(4, READ, other) >= 0) {
        client.readAt(4, 0, 1000);
        client.closeFile(4);
      }
    }
  }

  private static void write(RawClient client, String file, int length) throws IOException {
    if (client.openFile(3, WRITE_NEW, file) < 0) {
      return;
    }
    client.writeAt(3, -1, length + " ");
    for (int left = length; left > 0; left -= 100_000) {
      client.writeAt(3, -1, "x".repeat(Math.min(left, 100_000)));
    }
    client.closeFile(3);
  }

  /** The first file below its final name that is not as a client wrote it; empty if all are. */
  static String firstHalfFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (NAMES.matcher(file.getFileName().toString()).matches() && !isWhole(file)) {
          return file + " of " + Files.size(file) + " bytes";
        }
      }
    }
    return "";
  }

  private static boolean isWhole(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf(' ');
    return blank > 0 && Integer.parseInt(text.substring(0, blank)) == text.length() - blank - 1;
  }
}
