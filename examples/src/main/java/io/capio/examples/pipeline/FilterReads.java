package io.capio.examples.pipeline;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps the reads whose mean quality is high enough. */
public final class FilterReads {
  private FilterReads() {}

  /**
   * Filters.
   *
   * @param args the file of the reads, that of those kept, and the lowest mean quality
   */
  public static void main(String[] args) throws IOException {
    int lowest = Integer.parseInt(args[2]);
    long all = 0;
    long kept = 0;
    try (BufferedReader in =
            new BufferedReader(new FileReader(args[0], StandardCharsets.US_ASCII));
        BufferedWriter out =
            new BufferedWriter(new FileWriter(args[1], StandardCharsets.US_ASCII))) {
      for (String name = in.readLine(); name != null; name = in.readLine()) {
        String bases = in.readLine();
        String plus = in.readLine();
        String qualities = in.readLine();
        all++;
        if (meanQuality(qualities) >= lowest) {
          kept++;
          out.write(name + "\n" + bases + "\n" + plus + "\n" + qualities + "\n");
        }
      }
    }
    System.out.println("kept " + kept + " of " + all + " reads");
  }

  static double meanQuality(String qualities) {
    return qualities.chars().map(quality -> quality - '!').average().orElse(0);
  }
}
