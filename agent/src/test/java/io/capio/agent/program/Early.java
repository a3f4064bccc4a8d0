package io.capio.agent.program;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;

/** Has loaded subclasses of the JDK's classes before the agent comes, and loads one after. */
public final class Early {

  private Early() {}

  private static final class Named extends File {
    private static final long serialVersionUID = 1;

    Named(String path) {
      super(path);
    }
  }

  private static final class Log extends FileOutputStream {
    Log(File file) throws IOException {
      super(file);
    }
  }

  private static final class Late extends FileOutputStream {
    Late(File file) throws IOException {
      super(file);
    }
  }

  public static void main(String[] arguments) throws IOException {
    Named outside = new Named("outside");
    new Log(outside).close();
    System.out.println("ready " + outside.exists());
    if (System.in.read() < 0) {
      throw new IOException("nobody attached");
    }
    afterwards(arguments[0]);
  }

  /** A method of its own: the one that runs when the agent comes stays as it is. */
  private static void afterwards(String directory) throws IOException {
    Named created = new Named(directory + "/created");
    System.out.println(created.createNewFile() + " " + created.exists() + " " + created.length());
    try {
      new Log(new File(directory, "refused")).close();
      System.out.println("opened");
    } catch (FileNotFoundException refused) {
      System.out.println(refused.getMessage());
    }
    File late = new File(directory, "late");
    try (Late out = new Late(late)) {
      out.write(1);
    }
    System.out.println(late.length());
    Named outside = new Named("outside");
    new Log(outside).close();
    System.out.println(outside.delete());
  }
}
