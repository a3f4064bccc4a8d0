package io.capio.agent.program;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
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
    Files.writeString(directory.resolve("c"), "by reference");
    Callable<Process> reference =
        new ProcessBuilder("cat", "c").directory(directory.toFile())::start;
    System.out.println(output(reference.call()));
    Files.writeString(directory.resolve("d"), "by reflection");
    Method start = ProcessBuilder.class.getMethod("start");
    System.out.println(
        output(
            (Process) start.invoke(new ProcessBuilder("cat", "d").directory(directory.toFile()))));
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

  /** Lets other programs change what it has written. */
  public static final class TakeBack {
    private TakeBack() {}

    /** Starts programs that work in the directory given. */
    public static void main(String... arguments) throws Exception {
      Path directory = Files.createDirectories(Path.of(arguments[0]));
      Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\necho runs\n");
      String alone = shell(directory, "chmod 700 script; ./script");
      System.out.println(alone + " " + permissions(script));
      try (Writer open = Files.newBufferedWriter(directory.resolve("open"))) {
        open.write("mine ");
        open.flush();
        shell(directory, "chmod 640 open; touch -d 2001-01-01 script");
        open.write("and mine again");
      }
      Path opened = directory.resolve("open");
      System.out.println(Files.readString(opened) + " " + permissions(opened));
      System.out.println(Files.getLastModifiedTime(script).toString().substring(0, 3));
      Path text = Files.writeString(directory.resolve("text"), "one ");
      shell(directory, "printf 'two ' >> text");
      System.out.println(Files.size(text));
      Files.writeString(text, "three", StandardOpenOption.APPEND);
      System.out.println(shell(directory, "sed -i s/one/ONE/ text; cat text"));
      Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
      System.out.println(shell(directory, "stat -c %a text; mv text moved"));
      Path moved = directory.resolve("moved");
      System.out.println(Files.exists(text) + " " + Files.readString(moved));
      open(directory);
      shell(directory, "rm moved open");
      try (var left = Files.list(directory)) {
        System.out.println(left.map(path -> path.getFileName().toString()).toList());
      }
    }

    /** A mapping, a reader and a lock from before, a tree and a second name. */
    private static void open(Path directory) throws Exception {
      try (FileChannel channel =
              FileChannel.open(directory.resolve("mapped"), CREATE, READ, WRITE);
          FileLock lock = channel.lock()) {
        MappedByteBuffer mapping = channel.map(FileChannel.MapMode.READ_WRITE, 0, 3);
        mapping.put(0, (byte) 'a');
        System.out.println(
            shell(directory, "printf b | dd of=mapped bs=1 seek=1 conv=notrunc 2>/dev/null"));
        mapping.put(2, (byte) 'c');
        System.out.println((char) mapping.get(1) + shell(directory, "cat mapped"));
        System.out.println(
            shell(directory, "grep -c \":$(stat -c %i mapped) \" /proc/locks") + lock.isValid());
      }
      Files.createDirectories(directory.resolve("tree/deep/deeper"));
      Files.writeString(directory.resolve("tree/deep/deeper/leaf"), "leaf");
      shell(directory, "rm -r tree/deep; ln mapped second");
      try (var left = Files.walk(directory.resolve("tree"))) {
        System.out.println(left.count());
      }
      Files.writeString(directory.resolve("second"), "of both");
      System.out.println(shell(directory, "cat mapped; rm -r tree mapped second"));
    }

    private static String permissions(Path path) throws IOException {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String shell(Path directory, String command) throws Exception {
      return output(new ProcessBuilder("sh", "-c", command).directory(directory.toFile()).start())
          .replace('\n', ' ');
    }
  }

  /** Works beside a program that runs all the time, each with the files of the other. */
  public static final class Beside {
    private final Writer commands;
    private final BufferedReader answers;

    private Beside(Process shell) {
      commands = shell.outputWriter();
      answers = shell.inputReader();
    }

    /** Starts a shell that works in the directory given. */
    public static void main(String... arguments) throws Exception {
      Path directory = Files.createDirectories(Path.of(arguments[0]));
      try (RandomAccessFile file =
          new RandomAccessFile(directory.resolve("open").toString(), "rw")) {
        file.writeBytes("before ");
        Process shell = new ProcessBuilder("sh").directory(directory.toFile()).start();
        new Beside(shell).work(directory, file);
        System.out.println(shell.waitFor());
        file.writeBytes("last");
      }
      System.out.println(Files.readString(directory.resolve("open")));
    }

    private void work(Path directory, RandomAccessFile open) throws IOException {
      ask("cat open; printf 'yours ' >> open");
      System.out.println(open.readLine());
      open.writeBytes("mine ");
      ask("cat open");
      Path text = Files.writeString(directory.resolve("text"), "text");
      ask("cat text; stat -c ' %s %a' text");
      try (Writer log = Files.newBufferedWriter(directory.resolve("log"))) {
        ask("wc -c log");
        log.write("one ");
        log.flush();
        ask("printf 'two ' >> log; cat log");
      }
      Files.writeString(directory.resolve("log"), "three", StandardOpenOption.APPEND);
      ask("cat log");
      Files.writeString(text, "again");
      ask("cat text; mv text moved");
      try (OutputStream append =
          Files.newOutputStream(directory.resolve("moved"), StandardOpenOption.APPEND)) {
        ask("rm moved; printf other > moved");
        append.write('!');
        ask("cat moved");
      }
      System.out.println(Files.readString(directory.resolve("moved")) + " " + Files.exists(text));
      commands.close();
    }

    private void ask(String command) throws IOException {
      commands.write(command + "; echo; echo done\n");
      commands.flush();
      for (String line = answers.readLine(); !"done".equals(line); line = answers.readLine()) {
        System.out.println(line);
      }
    }
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return text + errors + " " + process.waitFor();
  }
}
