package io.capio.it.program;

import io.capio.CapioEntry;
import io.capio.CapioFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes, lists and reads through {@link CapioFiles}. */
public final class CallApi {
  private CallApi() {}

  /**
   * Calls.
   *
   * @param args a directory
   */
  public static void main(String[] args) throws IOException {
    Path directory = CapioFiles.createDirectories(Path.of(args[0], "made"));
    Path file = directory.resolve("file");
    try (OutputStream out = CapioFiles.newOutputStream(file)) {
      out.write("content".getBytes(StandardCharsets.UTF_8));
    }
    System.out.println("active " + CapioFiles.isActive());
    System.out.println("size " + CapioFiles.size(file));
    try (InputStream in = CapioFiles.newInputStream(file);
        var entries = CapioFiles.list(directory)) {
      System.out.println("read " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
      System.out.println("entries " + entries.toList());
    }
    Path copy = CapioFiles.copy(file, directory.resolve("copy"));
    CapioFiles.createDirectory(directory.resolve("below"));
    List<String> kinds = new ArrayList<>();
    try (DirectoryStream<CapioEntry> scanned = CapioFiles.scan(directory)) {
      for (CapioEntry entry : scanned) {
        kinds.add(entry.name() + " " + entry.isRegularFile() + " " + entry.isDirectory());
      }
    }
    Collections.sort(kinds);
    System.out.println("scanned " + kinds);
    CapioFiles.move(copy, directory.resolve("moved"));
    System.out.println("moved " + CapioFiles.notExists(copy));
    try (BufferedReader reader = CapioFiles.newBufferedReader(directory.resolve("moved"))) {
      System.out.println("line " + reader.readLine());
    }
  }
}
