package io.capio.examples;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** Reads the table of {@link BlockWriter} row by row, sums it up and computes its SHA-256. */
public final class BlockReader {
  private static final int LOG_EVERY = 8 << 20;

  private BlockReader() {}

  /**
   * Reads a table and prints what it says.
   *
   * @param args the table to read
   */
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    if (args.length != 1) {
      System.err.println("usage: block-reader TABLE");
      System.exit(2);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (Watched in = new Watched(new FileInputStream(args[0]), sha);
        BufferedReader table =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII), 1 << 16)) {
      Summary summary = Summary.of(table);
      System.out.println(Instant.now() + " end after " + in.bytes + " bytes");
      System.out.println(summary);
    }
    System.out.println("sha256 " + HexFormat.of().formatHex(sha.digest()));
  }

  /** Counts, logs and digests what comes out of a file. */
  private static final class Watched extends FilterInputStream {
    private final MessageDigest sha;
    private long bytes;
    private long logged;

    Watched(InputStream in, MessageDigest sha) {
      super(in);
      this.sha = sha;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        sha.update(buffer, offset, count);
        bytes += count;
        if (bytes / LOG_EVERY != logged) {
          logged = bytes / LOG_EVERY;
          System.out.println(Instant.now() + " read " + bytes + " bytes");
        }
      }
      return count;
    }
  }

  /**
   * What the table says.
   *
   * @param rows how many blocks it describes
   * @param meanEntropy mean of their entropies, bits per byte
   * @param dense blocks whose entropy is above 3.7: compressed or random data
   * @param busiest offset of the block with the largest variance
   */
  record Summary(long rows, double meanEntropy, long dense, long busiest) {
    static Summary of(BufferedReader table) throws IOException {
      String header = table.readLine();
      if (!BlockWriter.HEADER.equals(header)) {
        throw new IOException("not a table of blocks: it starts with " + header);
      }
      long rows = 0;
      long dense = 0;
      double entropies = 0;
      double largest = -1;
      long busiest = 0;
      for (String row = table.readLine(); row != null; row = table.readLine()) {
        String[] columns = row.split(",", -1);
        double variance = Double.parseDouble(columns[4]);
        double entropy = Double.parseDouble(columns[5]);
        rows++;
        entropies += entropy;
        dense += entropy > 3.7 ? 1 : 0;
        if (variance > largest) {
          largest = variance;
          busiest = Long.parseLong(columns[0]);
        }
      }
      return new Summary(rows, rows == 0 ? 0 : entropies / rows, dense, busiest);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d blocks, mean entropy %.4f bits per byte, %d dense, busiest at offset %d",
          rows,
          meanEntropy,
          dense,
          busiest);
    }
  }
}
