package io.capio.examples;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Describes every block of 16 bytes of a file by one row of a table in CSV: where it is, its
 * smallest, largest and mean byte, the variance and the Shannon entropy.
 */
public final class BlockWriter {
  static final String HEADER = "offset,min,max,mean,variance,entropy";
  private static final int LOG_EVERY = 8 << 20;

  private BlockWriter() {}

  /**
   * Writes the table of a file.
   *
   * @param args the file to describe and the table to write
   */
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    if (args.length != 2) {
      System.err.println("usage: block-writer INPUT TABLE");
      System.exit(2);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    long bytes;
    Instant closing;
    try (InputStream in = new FileInputStream(args[0]);
        OutputStream file = new FileOutputStream(args[1]);
        OutputStream out = new DigestOutputStream(new BufferedOutputStream(file, 1 << 16), sha)) {
      bytes = describe(in, out);
      closing = Instant.now();
    }
    System.out.println(closing + " closing after " + bytes + " bytes");
    System.out.println(Instant.now() + " closed " + args[1]);
    System.out.println("sha256 " + HexFormat.of().formatHex(sha.digest()));
  }

  /** Writes the table of {@code in} and returns its length in bytes. */
  static long describe(InputStream in, OutputStream out) throws IOException {
    byte[] input = new byte[Block.LENGTH << 12];
    StringBuilder rows = new StringBuilder(1 << 18).append(HEADER).append('\n');
    long offset = 0;
    long written = 0;
    long logged = 0;
    while (true) {
      int length = in.readNBytes(input, 0, input.length);
      for (int start = 0; start < length; start += Block.LENGTH) {
        Block block = Block.of(input, start, Math.min(Block.LENGTH, length - start));
        block.appendTo(rows.append(offset + start));
      }
      byte[] text = rows.toString().getBytes(StandardCharsets.US_ASCII);
      rows.setLength(0);
      out.write(text);
      offset += length;
      written += text.length;
      if (written / LOG_EVERY != logged) {
        logged = written / LOG_EVERY;
        System.out.println(Instant.now() + " wrote " + written + " bytes");
      }
      if (length < input.length) {
        return written;
      }
    }
  }
}
