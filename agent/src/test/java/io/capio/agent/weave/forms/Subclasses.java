package io.capio.agent.weave.forms;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
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
