package io.capio.it.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Writes a file of so many bytes; if told so it waits half-way for a byte on standard input. */
public final class Produce {
  private static final int BLOCK = 256 << 10;

  private Produce() {}

  /**
   * Writes.
   *
   * @param args the file, its length in bytes, and optionally {@code wait}
   */
  public static void main(String[] args) throws NoSuchAlgorithmException {
    try {
      run(args);
    } catch (IOException e) {
      System.err.println("IOException: " + e.getMessage());
      System.exit(3);
    }
  }

  private static void run(String[] args) throws IOException, NoSuchAlgorithmException {
    long length = Long.parseLong(args[1]);
    boolean wait = args.length > 2;
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] block = new byte[BLOCK];
    new SplittableRandom(length).nextBytes(block);
    try (OutputStream out = new FileOutputStream(args[0])) {
      for (long at = 0; at < length; at += BLOCK) {
        if (wait && at >= length / 2) {
          System.out.println("half");
          if (System.in.read() < 0) {
            throw new IOException("nobody says that it may go on");
          }
          wait = false;
        }
        block[(int) (at / BLOCK % BLOCK)]++;
        int count = (int) Math.min(BLOCK, length - at);
        out.write(block, 0, count);
        sha.update(block, 0, count);
      }
    }
    System.out.println("sha256 " + HexFormat.of().formatHex(sha.digest()));
  }
}
