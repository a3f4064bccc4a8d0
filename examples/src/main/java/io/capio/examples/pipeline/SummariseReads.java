package io.capio.examples.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes one line for every thousand reads: how many bases they have and the share of G and C. */
public final class SummariseReads {
  static final String HEADER = "reads\tbases\tgc";
  private static final int GROUP = 1000;

  private SummariseReads() {}

  /**
   * Summarises.
   *
   * @param args the file of the reads and that of the table
   */
  public static void main(String[] args) throws IOException {
    long reads = 0;
    try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]));
        PrintWriter out = new PrintWriter(args[1], StandardCharsets.UTF_8)) {
      out.println(HEADER);
      long bases = 0;
      long strong = 0;
      while (in.readLine() != null) {
        String read = in.readLine();
        in.readLine();
        in.readLine();
        reads++;
        bases += read.length();
        strong += read.chars().filter(base -> base == 'G' || base == 'C').count();
        if (reads % GROUP == 0) {
          out.println(line(reads, bases, strong));
          bases = 0;
          strong = 0;
        }
      }
      if (bases > 0) {
        out.println(line(reads, bases, strong));
      }
    }
    System.out.println("summarised " + reads + " reads");
  }

  private static String line(long reads, long bases, long strong) {
    return String.format(Locale.ROOT, "%d\t%d\t%.4f", reads, bases, strong / (double) bases);
  }
}
