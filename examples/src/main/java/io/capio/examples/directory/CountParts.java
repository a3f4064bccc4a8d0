package io.capio.examples.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts the lines of every file of a directory. */
public final class CountParts {
  private CountParts() {}

  /**
   * Counts.
   *
   * @param args the directory
   */
  public static void main(String[] args) throws IOException {
    int files = 0;
    long lines = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(Path.of(args[0]))) {
      for (Path part : parts) {
        try (Stream<String> text = Files.lines(part)) {
          lines += text.count();
          files++;
        }
      }
    }
    System.out.println("counted " + lines + " lines in " + files + " files");
  }
}
