package io.capio.it.program;

import io.capio.CapioContext;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Uses contexts in every way. A file that is named before a dot {@code in} is to be CAPIO's, with
 * {@code out} the disk's; with memory-only servers the disk shows the difference.
 */
public final class InContexts {
  private static Path directory;
  private static String workflow;

  private InContexts() {}

  private static CapioContext context(Path root, String name) {
    return CapioContext.builder().capioDir(root).workflowName(name).appName("step").stream(true)
        .option("memOnly", "true")
        .awaitServerTimeout(Duration.ofMinutes(2))
        .build();
  }

  /**
   * Runs one of the cases.
   *
   * @param args the case, a directory with the folders {@code data}, {@code data/deep} and {@code
   *     other}, and a workflow's name
   */
  public static void main(String[] args) throws Exception {
    directory = Path.of(args[1]);
    workflow = args[2];
    switch (args[0]) {
      case "open" -> openAtOnce();
      case "open-around-own" -> openAroundOwn();
      case "open-for-caller" -> {
        CapioContext.Scope scope = openForCaller();
        Files.createFile(data().resolve("caller.in"));
        scope.close();
      }
      case "open-after-attach" -> {
        CapioContext.attach();
        calls();
      }
      default -> all();
    }
    System.out.println("done");
  }

  /** The first use without the agent being there, by a method that leaves the work to another. */
  @SuppressWarnings("try") // that it is open is what it is for
  private static void openAtOnce() throws IOException {
    Files.createFile(data().resolve("before.out"));
    try (CapioContext.Scope scope = context(data(), workflow).open()) {
      write("at-once.in");
    }
    Files.createFile(data().resolve("after.out"));
  }

  @SuppressWarnings("try") // that it is open is what it is for
  private static void openAroundOwn() throws IOException {
    try (CapioContext.Scope scope = context(data(), workflow).open()) {
      Files.createFile(data().resolve("own.in"));
    }
  }

  private static CapioContext.Scope openForCaller() {
    return context(data(), workflow).open();
  }

  private static void all() throws Exception {
    CapioContext context = context(data(), workflow);
    write("before.out");
    context.run(() -> writeUnchecked("run.in"));
    write("after.out");
    System.out.println("value " + context.call(() -> "returned"));
    System.out.println("there " + context.call(() -> Files.exists(data().resolve("run.in"))));
    calls();
    exceptions(context);
    threads(context);
    nested(context);
    several();
  }

  /** Called after the agent has come, so that it may open contexts itself. */
  @SuppressWarnings("try") // that it is open is what it is for
  private static void calls() throws IOException {
    RandomAccessFile kept;
    FileOutputStream stream;
    BufferedWriter text;
    try (CapioContext.Scope scope = context(data(), workflow).open()) {
      write("opened.in");
      new File(data().toFile(), "made").mkdir();
      kept = new RandomAccessFile(data().resolve("kept.in").toFile(), "rw");
      stream = new FileOutputStream(data().resolve("stream.in").toFile());
      text = Files.newBufferedWriter(data().resolve("text.in"));
    }
    write("closed.out");
    kept.writeBytes("late");
    kept.getChannel().position(0);
    System.out.println("kept " + kept.readLine() + " " + kept.getFD().valid());
    try (FileInputStream same = new FileInputStream(kept.getFD())) {
      same.getChannel().position(0);
      System.out.println("same " + new String(same.readAllBytes(), StandardCharsets.UTF_8));
    }
    kept.close();
    stream.write(1);
    stream.getFD().sync();
    stream.close();
    text.write("text");
    text.close();
  }

  private static void exceptions(CapioContext context) throws IOException {
    IOException thrown = new IOException("mine");
    try {
      context.call(
          () -> {
            throw thrown;
          });
    } catch (Exception e) {
      System.out.println("same exception " + (e == thrown));
    }
    try {
      context.run(
          () -> {
            throw new IllegalStateException("mine");
          });
    } catch (IllegalStateException e) {
      System.out.println("unchecked " + e.getMessage());
    }
    write("after-exception.out");
    try {
      context(directory.resolve("absent"), workflow).run(() -> {});
    } catch (UncheckedIOException e) {
      System.out.println("absent " + e.getMessage());
    }
    try {
      CapioContext.builder().option("capioDirectory", "x").build().run(() -> {});
    } catch (IllegalArgumentException e) {
      System.out.println("unknown " + e.getMessage());
    }
  }

  private static void threads(CapioContext context) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    ExecutorService before = Executors.newSingleThreadExecutor();
    before.submit(() -> {}).get();
    Thread[] longer = new Thread[1];
    context.call(
        () -> {
          Thread started = new Thread(() -> writeUnchecked("thread.in"));
          started.start();
          started.join();
          ExecutorService pool = Executors.newFixedThreadPool(2);
          pool.submit(() -> writeUnchecked("pool.in")).get();
          pool.shutdown();
          virtual(() -> writeUnchecked("virtual.in"));
          before.submit(() -> writeUnchecked("earlier-pool.out")).get();
          longer[0] =
              new Thread(
                  () -> {
                    try {
                      ended.await();
                      write("longer-thread.out");
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
          longer[0].start();
          return null;
        });
    ended.countDown();
    longer[0].join();
    before.shutdown();
  }

  /** By reflection: the tests run on a JDK without them too. */
  private static void virtual(Runnable action) throws Exception {
    if (Runtime.version().feature() < 21) {
      action.run();
      return;
    }
    Thread thread =
        (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, action);
    thread.join();
  }

  private static void nested(CapioContext outer) {
    CapioContext deep = context(data().resolve("deep"), workflow + "2");
    outer.run(
        () -> {
          deep.run(
              () -> {
                writeUnchecked("deep/inner.in");
                writeUnchecked("outer-in-inner.in");
              });
          writeUnchecked("outer.in");
          System.out.println("inner's " + Files.exists(data().resolve("deep/inner.in")));
          deep.run(() -> copy(data().resolve("deep/inner.in"), data().resolve("copied.in")));
        });
    deep.run(() -> System.out.println("deep " + Files.exists(data().resolve("deep/inner.in"))));
    writeUnchecked("after-nested.out");
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
      System.out.println("copied " + Files.readString(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two threads at the same time, each with a directory and a workflow of its own. */
  private static void several() throws Exception {
    Path other = directory.resolve("other");
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Future<?> first =
        pool.submit(() -> context(data(), workflow).run(() -> meet(both, data(), other)));
    Future<?> second =
        pool.submit(() -> context(other, workflow + "3").run(() -> meet(both, other, data())));
    first.get();
    second.get();
    pool.shutdown();
  }

  private static void meet(CountDownLatch both, Path mine, Path others) {
    try {
      both.countDown();
      both.await();
      Files.writeString(mine.resolve("mine.in"), "mine");
      Files.writeString(others.resolve("others.out"), "others");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path data() {
    return directory.resolve("data");
  }

  private static void write(String name) throws IOException {
    Files.writeString(data().resolve(name), name);
    if (name.endsWith(".in")) {
      try (Stream<Path> entries = Files.list(data().resolve(name).getParent())) {
        Path ours = data().resolve(name);
        System.out.println("listed " + name + " " + entries.anyMatch(ours::equals));
      }
    }
  }

  private static void writeUnchecked(String name) {
    try {
      write(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
