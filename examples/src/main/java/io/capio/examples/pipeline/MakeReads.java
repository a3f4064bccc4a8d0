package io.capio.examples.pipeline;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes reads in the manner of FASTQ: four lines each, a name, the bases, a plus sign, and a
 * quality for each base. The same number gives the same reads.
 */
public final class MakeReads {
  private static final String BASES = "ACGT";
  private static final int SHORTEST = 80;
  private static final int SPREAD = 41;

  private MakeReads() {}

  /**
   * Writes reads.
   *
   * @param args the file and how many
   */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[1]);
    Random random = new Random(count);
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[0]))) {
      for (int i = 1; i <= count; i++) {
        out.write(read(i, random));
      }
    }
    System.out.println("made " + count + " reads");
  }

  private static String read(int number, Random random) {
    int length = SHORTEST + random.nextInt(SPREAD);
    // a read is good or bad as a whole, as it is with real instruments
    int mean = 12 + random.nextInt(25);
    StringBuilder bases = new StringBuilder(length);
    StringBuilder qualities = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      bases.append(BASES.charAt(random.nextInt(BASES.length())));
      qualities.append((char) ('!' + mean + random.nextInt(5)));
    }
    return "@read" + number + "\n" + bases + "\n+\n" + qualities + "\n";
  }
}
