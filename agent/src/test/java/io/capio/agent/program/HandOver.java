package io.capio.agent.program;

import java.io.IOException;
import java.io.Writer;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Lets other programs read what it has written, and reads what they have written. */
public final class HandOver {
  private HandOver() {}

  /** Starts programs that work in the directory given. */
  public static void main(String... arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0], "new", "directory"));
    Files.writeString(directory.resolve("a"), "by builder");
    System.out.println(
        output(new ProcessBuilder("cat", "a").directory(directory.toFile()).start()));
    Path second = Files.writeString(directory.resolve("b"), "by runtime");
    System.out.println(output(Runtime.getRuntime().exec(new String[] {"cat", second.toString()})));
    Path empty = Files.createDirectory(directory.resolve("empty"));
    output(new ProcessBuilder("cp", "../a", "c").directory(empty.toFile()).start());
    System.out.println(Files.readString(empty.resolve("c")));
    try (Writer open = Files.newBufferedWriter(directory.resolve("open"))) {
      open.write("not closed");
      open.flush();
      System.out.println(
          output(new ProcessBuilder("cat", "open").directory(directory.toFile()).start()));
    }
    Path module = Files.createDirectory(directory.resolve("modules")).resolve("handed.over.jar");
    new JarOutputStream(Files.newOutputStream(module), new Manifest()).close();
    System.out.println(ModuleFinder.of(module).findAll().size());
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return text + errors + " " + process.waitFor();
  }
}
