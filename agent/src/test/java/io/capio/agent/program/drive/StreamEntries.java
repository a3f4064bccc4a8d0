package io.capio.agent.program.drive;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** The streams of {@code java.io}, and what they lend. */
public final class StreamEntries {

  private StreamEntries() {}

  private static File file(Path d, String name) {
    return d.resolve(name).toFile();
  }

  public static Object reads(Path d) throws Exception {
    return List.of(
        new FileInputStream(file(d, "text")), new FileInputStream(file(d, "text").getPath()));
  }

  public static Object writes(Path d) throws Exception {
    try (FileOutputStream one = new FileOutputStream(file(d, "1"));
        FileOutputStream two = new FileOutputStream(file(d, "2").getPath());
        FileOutputStream three = new FileOutputStream(file(d, "text"), true);
        FileOutputStream four = new FileOutputStream(file(d, "4").getPath(), true)) {
      one.write('a');
      two.write('b');
      three.write('c');
      four.write('d');
    }
    return null;
  }

  public static Object descriptors(Path d) throws Exception {
    try (FileOutputStream out = new FileOutputStream(file(d, "out"));
        FileInputStream in = new FileInputStream(file(d, "text"))) {
      FileDescriptor lent = out.getFD();
      @SuppressWarnings("resource") // The descriptor is not its own.
      FileOutputStream second = new FileOutputStream(lent);
      @SuppressWarnings("resource")
      FileInputStream rest = new FileInputStream(in.getFD());
      out.write('a');
      second.write('b');
      lent.sync();
      return List.of(in.read(), rest.read(), lent.valid());
    }
  }

  public static Object randomAccess(Path d) throws Exception {
    try (RandomAccessFile one = new RandomAccessFile(file(d, "random"), "rw");
        RandomAccessFile two = new RandomAccessFile(file(d, "text").getPath(), "r")) {
      one.writeBytes("bytes\n");
      one.writeChars("");
      one.getFD().sync();
      one.seek(0);
      return List.of(one.readLine(), two.readLine(), two.getChannel().position());
    }
  }
}
