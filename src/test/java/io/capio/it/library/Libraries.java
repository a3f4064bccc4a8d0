package io.capio.it.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Lets libraries write or read, all of them even if one fails, and names those that fail. */
public final class Libraries {
  private static final Map<String, Exercise> EXERCISES =
      new TreeMap<>(
          Map.of(
              "commons-io", new CommonsIoFiles(),
              "commons-compress", new CompressArchives(),
              "h2", new H2Database(),
              "htsjdk", new HtsjdkGenome(),
              "jackson", new JacksonDocuments(),
              "lucene", new LuceneIndex(),
              "poi", new PoiWorkbooks(),
              "snappy", new SnappyBlocks(),
              "streams", new StreamedFormats()));

  private Libraries() {}

  /**
   * Runs.
   *
   * @param args {@code write} or {@code read}, the folder, and names of libraries
   */
  public static void main(String[] args) {
    int failed = 0;
    for (int i = 2; i < args.length; i++) {
      Path folder = Path.of(args[1], args[i]);
      System.out.println("starts " + args[i]);
      try {
        Exercise exercise = EXERCISES.get(args[i]);
        if (args[0].equals("write")) {
          exercise.write(Files.createDirectories(folder));
        } else {
          exercise.read(folder);
        }
        System.out.println("done " + args[i]);
      } catch (Exception | LinkageError e) {
        failed++;
        System.out.println("failed " + args[i]);
        e.printStackTrace();
      }
    }
    System.exit(failed == 0 ? 0 : 3);
  }
}
