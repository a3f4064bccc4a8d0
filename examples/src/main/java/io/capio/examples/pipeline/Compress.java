package io.capio.examples.pipeline;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses a file with gzip. */
public final class Compress {
  private Compress() {}

  /**
   * Compresses.
   *
   * @param args the file and the compressed one
   */
  public static void main(String[] args) throws IOException {
    try (InputStream in = new FileInputStream(args[0]);
        OutputStream out = new GZIPOutputStream(new FileOutputStream(args[1]))) {
      System.out.println("compressed " + in.transferTo(out) + " bytes");
    }
  }
}
