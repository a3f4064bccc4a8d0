package io.capio.it.library;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.xerial.snappy.SnappyInputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Snappy: native code that the library unpacks into the temporary files' folder and loads. */
final class SnappyBlocks implements Exercise {
  private static final String TEXT = "compressed by native code ".repeat(5000);

  @Override
  public void write(Path folder) throws Exception {
    Path file = folder.resolve("blocks");
    try (OutputStream out = new SnappyOutputStream(Files.newOutputStream(file))) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    Check.equal(true, Files.size(file) < TEXT.length() / 4, "whether it is compressed");
  }

  @Override
  public void read(Path folder) throws Exception {
    try (InputStream in = new SnappyInputStream(Files.newInputStream(folder.resolve("blocks")))) {
      Check.equal(TEXT, new String(in.readAllBytes(), StandardCharsets.UTF_8), "text");
    }
  }
}
