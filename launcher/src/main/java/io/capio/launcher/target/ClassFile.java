package io.capio.launcher.target;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As much of a class file (JVM specification, chapter 4) as tells whether a JVM can start it.
 * Loading the class instead would need all that it depends on.
 */
final class ClassFile {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int PUBLIC_STATIC = 0x0001 | 0x0008;

  private final DataInputStream in;
  private String[] texts;
  private int[] classNames;

  private ClassFile(DataInputStream in) {
    this.in = in;
  }

  /** The names of all classes below a directory that have a main method, sorted. */
  static List<String> mainClassesBelow(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(directory)) {
      files = tree.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        new ClassFile(new DataInputStream(in)).nameIfMain().ifPresent(names::add);
      }
    }
    return names;
  }

  private Optional<String> nameIfMain() throws IOException {
    if (in.readInt() != MAGIC) {
      return Optional.empty();
    }
    in.readInt();
    readConstants();
    in.readUnsignedShort();
    String name = texts[classNames[in.readUnsignedShort()]];
    in.readUnsignedShort();
    in.skipNBytes(2L * in.readUnsignedShort());
    boolean isMain = false;
    for (boolean methods : new boolean[] {false, true}) {
      int members = in.readUnsignedShort();
      for (int i = 0; i < members; i++) {
        isMain |= readMember() && methods;
      }
    }
    return isMain ? Optional.of(name.replace('/', '.')) : Optional.empty();
  }

  private void readConstants() throws IOException {
    int count = in.readUnsignedShort();
    texts = new String[count];
    classNames = new int[count];
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classNames[i] = in.readUnsignedShort();
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // takes two entries
        }
        default -> throw new IOException("a class file with an unknown constant, tag " + tag);
      }
    }
  }

  /** Reads a field or method; true if it looks like the main method. */
  private boolean readMember() throws IOException {
    int access = in.readUnsignedShort();
    String name = texts[in.readUnsignedShort()];
    String descriptor = texts[in.readUnsignedShort()];
    int attributes = in.readUnsignedShort();
    for (int i = 0; i < attributes; i++) {
      in.readUnsignedShort();
      in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
    }
    return (access & PUBLIC_STATIC) == PUBLIC_STATIC
        && "main".equals(name)
        && "([Ljava/lang/String;)V".equals(descriptor);
  }
}
