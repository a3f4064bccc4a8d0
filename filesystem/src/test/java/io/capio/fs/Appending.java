package io.capio.fs;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Appends lines to a file in every way that the JDK has, opening and closing it all the time. */
final class Appending {
  private static final int TIMES = 12;
  private static final int LINES = 5;

  private Appending() {}

  /** What a writer of that name appends. */
  static List<String> lines(String writer) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TIMES * LINES; i++) {
      lines.add(writer + " " + "x".repeat(i % 40) + i);
    }
    return lines;
  }

  /** Appends the lines of that writer. */
  static void appendLines(JavaIo io, Path file, String writer) throws IOException {
    List<String> lines = lines(writer);
    for (int i = 0; i < TIMES; i++) {
      append(i % 3, io, file, lines.subList(i * LINES, (i + 1) * LINES));
    }
  }

  private static void append(int way, JavaIo io, Path file, List<String> lines) throws IOException {
    switch (way) {
      case 0 -> {
        try (FileOutputStream stream = io.newFileOutputStream(new File(file.toString()), true)) {
          for (String line : lines) {
            stream.write(bytes(line));
          }
        }
      }
      case 1 -> {
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          for (String line : lines) {
            channel.write(ByteBuffer.wrap(bytes(line)));
          }
        }
      }
      default -> {
        for (String line : lines) {
          Files.write(file, bytes(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
    }
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
