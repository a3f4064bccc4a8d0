package io.capio.examples.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Fills a directory with files: part N has N lines. */
public final class MakeParts {
  private MakeParts() {}

  /**
   * Makes the directory and the files.
   *
   * @param args the directory and how many files
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    for (int i = 1; i <= count; i++) {
      Path part = directory.resolve(String.format(Locale.ROOT, "part-%03d.txt", i));
      Files.writeString(part, ("a line of part " + i + "\n").repeat(i));
    }
    System.out.println("made " + count + " files");
  }
}
