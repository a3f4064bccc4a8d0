package io.capio.it.program;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a file to its end; says now and then how far it is. */
public final class Consume {
  private static final int SAY_EVERY = 1 << 20;

  private Consume() {}

  /**
   * Reads.
   *
   * @param args the file
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
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    System.out.println("opening");
    try (InputStream in = new FileInputStream(args[0])) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
        if (bytes / SAY_EVERY != (bytes + n) / SAY_EVERY) {
          System.out.println("read " + (bytes + n) / SAY_EVERY + " MiB");
        }
        bytes += n;
      }
    }
    System.out.println("bytes " + bytes);
    System.out.println("sha256 " + HexFormat.of().formatHex(sha.digest()));
  }
}
