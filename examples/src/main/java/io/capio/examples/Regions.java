package io.capio.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the regions of a file in the table of {@link BlockWriter}: blocks of a kind that follow
 * each other. Reads one table row by row and writes another one.
 */
public final class Regions {
  static final String HEADER = "offset,length,kind,entropy";

  private Regions() {}

  /**
   * Writes the table of regions.
   *
   * @param args the table of blocks to read and the table of regions to write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: regions BLOCKS REGIONS");
      System.exit(2);
    }
    try (BufferedReader blocks = Files.newBufferedReader(Path.of(args[0]));
        PrintWriter regions =
            new PrintWriter(Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.US_ASCII))) {
      System.out.println(find(blocks, regions) + " regions");
      if (regions.checkError()) {
        throw new IOException("cannot write " + args[1]);
      }
    }
  }

  /** Writes the regions and returns how many there are. */
  static long find(BufferedReader blocks, PrintWriter regions) throws IOException {
    String header = blocks.readLine();
    if (!BlockWriter.HEADER.equals(header)) {
      throw new IOException("not a table of blocks: it starts with " + header);
    }
    regions.println(HEADER);
    Region region = null;
    long count = 0;
    for (String row = blocks.readLine(); row != null; row = blocks.readLine()) {
      String[] columns = row.split(",", -1);
      double entropy = Double.parseDouble(columns[5]);
      String kind = kind(entropy);
      if (region == null || !region.kind.equals(kind)) {
        count += close(region, regions);
        region = new Region(Long.parseLong(columns[0]), kind);
      }
      region.blocks++;
      region.entropies += entropy;
    }
    return count + close(region, regions);
  }

  private static int close(Region region, PrintWriter regions) {
    if (region == null) {
      return 0;
    }
    regions.printf(
        Locale.ROOT,
        "%d,%d,%s,%.4f%n",
        region.offset,
        region.blocks * Block.LENGTH,
        region.kind,
        region.entropies / region.blocks);
    return 1;
  }

  private static String kind(double entropy) {
    return entropy > 3.7 ? "dense" : entropy > 2 ? "mixed" : "sparse";
  }

  private static final class Region {
    private final long offset;
    private final String kind;
    private long blocks;
    private double entropies;

    Region(long offset, String kind) {
      this.offset = offset;
      this.kind = kind;
    }
  }
}
