package io.capio.agent.program;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;

/** Prints by which name streams were opened, read where the JDK keeps it. */
public final class NameInside {
  private NameInside() {}

  /** Opens the file that is given, in all ways that take a name. */
  public static void main(String... arguments) throws Exception {
    String name = arguments[0];
    File file = new File(name);
    print(FileOutputStream.class, new FileOutputStream(name));
    print(FileOutputStream.class, new FileOutputStream(file, true));
    print(FileOutputStream.class, new OwnOutput(file));
    print(FileInputStream.class, new FileInputStream(name));
    print(FileInputStream.class, new FileInputStream(file));
    print(FileInputStream.class, new OwnInput(file));
    print(RandomAccessFile.class, new RandomAccessFile(name, "r"));
    print(RandomAccessFile.class, new RandomAccessFile(file, "rw"));
    print(RandomAccessFile.class, new OwnRandomAccess(file));
    try (FileOutputStream out = new FileOutputStream(file);
        FileInputStream in = new FileInputStream(out.getFD())) {
      print(FileInputStream.class, in);
    }
  }

  private static void print(Class<?> type, Closeable stream) throws Exception {
    try (stream) {
      Field path = type.getDeclaredField("path");
      path.setAccessible(true);
      System.out.println(path.get(stream));
    }
  }

  private static final class OwnInput extends FileInputStream {
    OwnInput(File file) throws IOException {
      super(file);
    }
  }

  private static final class OwnOutput extends FileOutputStream {
    OwnOutput(File file) throws IOException {
      super(file);
    }
  }

  private static final class OwnRandomAccess extends RandomAccessFile {
    OwnRandomAccess(File file) throws IOException {
      super(file, "rw");
    }
  }
}
