package io.capio.agent.weave.forms;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.util.function.Function;

/** A program's own subclasses of the JDK's classes. */
public final class Subclasses {

  private Subclasses() {}

  /** Overrides nothing. */
  public static class Plain extends File {
    private static final long serialVersionUID = 1;

    public Plain(String path) {
      super(path);
    }
  }

  /** A subclass of a subclass that overrides and calls on. */
  public static final class Counting extends Plain {
    private static final long serialVersionUID = 1;
    public transient int calls;

    public Counting(String path) {
      super(path);
    }

    @Override
    public long length() {
      calls++;
      return super.length();
    }
  }

  /** Overrides, and answers without the disk in one case. */
  public static final class Overriding extends File {
    private static final long serialVersionUID = 1;

    public Overriding(String path) {
      super(path);
    }

    @Override
    public boolean exists() {
      return getName().equals("pretended") || super.exists();
    }

    @Override
    public boolean setWritable(boolean writable, boolean ownerOnly) {
      return super.setWritable(writable, ownerOnly);
    }

    @Override
    public boolean renameTo(File destination) {
      return super.renameTo(destination);
    }

    public boolean writeProtect() {
      return super.setWritable(false);
    }
  }

  /** The calls of a program whose static type is File. */
  public static boolean exists(File file) {
    return file.exists();
  }

  public static long length(File file) {
    return file.length();
  }

  public static String[] list(File file) {
    return file.list();
  }

  public static boolean rename(File file, String destination) {
    return file.renameTo(new File(destination));
  }

  private static final class Input extends FileInputStream {
    Input(String name) throws IOException {
      super(name);
    }

    Input(File file) throws IOException {
      super(file);
    }
  }

  private static final class Output extends FileOutputStream {
    Output(String name) throws IOException {
      super(name);
    }

    Output(File file) throws IOException {
      super(new File(new FileInputStream(file).available() < 0 ? "x" : file.getPath()));
    }

    Output(String name, boolean append) throws IOException {
      super(name, append);
    }

    Output(File file, boolean append) throws IOException {
      super(file, append);
    }
  }

  private static final class Random extends RandomAccessFile {
    Random(String name, String mode) throws IOException {
      super(name, mode);
    }

    Random(File file, String mode) throws IOException {
      super(file, mode);
    }
  }

  /** Opens the path through the constructor of that number. */
  public static void open(int constructor, String path) throws IOException {
    File file = new File(path);
    switch (constructor) {
      case 0 -> new Input(path).close();
      case 1 -> new Input(file).close();
      case 2 -> new Output(path).close();
      case 3 -> new Output(file).close();
      case 4 -> new Output(path, true).close();
      case 5 -> new Output(file, true).close();
      case 6 -> new Random(path, "rw").close();
      default -> new Random(file, "rw").close();
    }
  }

  /** A function that can be written to a stream. */
  public interface Written<A, B> extends Function<A, B>, Serializable {}

  /** A function that can be written to a stream and may throw. */
  public interface Opener extends Serializable {
    Object open(String path) throws IOException;
  }

  public static Written<File, Long> instanceReference() {
    return File::length;
  }

  public static Opener constructorReference() {
    return FileInputStream::new;
  }

  public static Written<File, Boolean> untouchedReference() {
    return File::isAbsolute;
  }
}
