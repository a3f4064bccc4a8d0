package io.capio.it.program;

import io.capio.Capio;
import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Annotated methods and constructors of every kind. What is named {@code in} is to be CAPIO's, with
 * {@code out} the disk's. The workflow's name and the directory {@code data} come from properties
 * and the working directory.
 */
public final class Annotated {
  /** A superclass whose constructor does work of its own. */
  private static class Parent {
    final String name;

    Parent(String name) {
      this.name = name;
      write(name);
    }
  }

  private static final class Child extends Parent {
    private final String given;

    @Capio(
        dir = "data",
        stream = true,
        awaitServerTimeoutSeconds = 120,
        options = {"memOnly=true"})
    Child(String name, boolean fail) {
      super(fail ? new Parent("argument.out").name : "super.out");
      given = name;
      write(new Parent(given).name);
      if (fail) {
        throw new IllegalStateException("constructor");
      }
    }
  }

  private int depth;

  private Annotated() {}

  /** Runs all. */
  public static void main(String[] args) throws IOException {
    write("before.out");
    staticMethod("static.in", 1L, 2.0);
    Annotated instance = new Annotated();
    instance.privateMethod("private.in");
    System.out.println("generic " + instance.<String>generic(List.of("generic.in"), x -> x + "!"));
    instance.synchronizedMethod();
    instance.recursive(3);
    System.out.println("branches " + branches(0) + branches(1) + branches(2));
    exceptions();
    lambda();
    System.out.println("made " + new Child("child.in", false).given);
    try {
      new Child("failing-child.in", true);
    } catch (IllegalStateException e) {
      System.out.println("thrown by " + e.getMessage());
    }
    write("after.out");
    System.out.println("done");
  }

  @Capio(
      dir = "data",
      appName = "writer",
      stream = true,
      awaitServerTimeoutSeconds = 120,
      options = {"memOnly=true"})
  static long staticMethod(String name, long wide, double wider) {
    write(name);
    return wide + (long) wider;
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private void privateMethod(String name) {
    write(name);
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private <T> String generic(List<T> names, Function<T, String> after) {
    for (T name : names) {
      write(name.toString());
      return after.apply(name);
    }
    return null;
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private synchronized void synchronizedMethod() throws IOException {
    try (FileWriter out = new FileWriter("data/synchronized.in", StandardCharsets.UTF_8)) {
      out.write("x");
    } finally {
      depth = 0;
    }
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private int recursive(int levels) {
    depth++;
    if (levels == 0) {
      return depth;
    }
    int below = recursive(levels - 1);
    write("recursive" + levels + ".in");
    return below;
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private static String branches(int which) {
    for (int i = 0; ; i++) {
      String name = "branch" + which + i + ".in";
      if (which == 0) {
        return "a";
      }
      try {
        write(name);
        if (which == 2) {
          throw new IllegalArgumentException("inner");
        }
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
      if (i > 1) {
        return "b";
      }
    }
  }

  private static void exceptions() {
    IOException mine = new IOException("mine");
    try {
      throwing(mine);
    } catch (IOException e) {
      System.out.println("same exception " + (e == mine));
    }
    write("after-exception.out");
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private static void throwing(IOException e) throws IOException {
    write("throwing.in");
    throw e;
  }

  @Capio(dir = "data", stream = true, awaitServerTimeoutSeconds = 120, options = "memOnly=true")
  private static void lambda() {
    Runnable inside = () -> write("lambda.in");
    inside.run();
    List.of("reference.in").forEach(Annotated::write);
  }

  private static void write(String name) {
    try {
      Files.writeString(Path.of("data", name), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
