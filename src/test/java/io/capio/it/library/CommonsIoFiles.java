package io.capio.it.library;

import java.io.File;
import java.io.FileFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.RandomAccessFileMode;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.filefilter.FileFilterUtils;
import org.apache.commons.io.filefilter.TrueFileFilter;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.apache.commons.io.input.Tailer;
import org.apache.commons.io.input.TailerListenerAdapter;
import org.apache.commons.io.monitor.FileAlterationListenerAdaptor;
import org.apache.commons.io.monitor.FileAlterationObserver;
import org.apache.commons.io.output.DeferredFileOutputStream;
import org.apache.commons.io.output.LockableFileWriter;

/** Commons IO: trees copied, moved and deleted, files tailed, watched and locked. */
final class CommonsIoFiles implements Exercise {
  private static final List<String> LINES =
      IntStream.range(0, 5000).mapToObj(i -> "line " + i + " of the file").toList();

  @Override
  public void write(Path folder) throws Exception {
    File root = folder.toFile();
    trees(root);
    FileUtils.writeLines(new File(root, "lines.txt"), "UTF-8", LINES);
    tailed(new File(root, "tailed.log"));
    watched(new File(root, "watched"));
    locked(root);
    deferred(root);
    try (RandomAccessFile file =
        RandomAccessFileMode.READ_WRITE.create(folder.resolve("random.bin"))) {
      file.setLength(1000);
      file.seek(990);
      file.writeLong(42);
    }
  }

  private static void trees(File root) throws IOException {
    File tree = new File(root, "tree");
    for (int i = 0; i < 30; i++) {
      File file = new File(tree, "d" + i % 3 + "/e" + i % 2 + "/f" + i + ".txt");
      FileUtils.writeStringToFile(file, text(i), StandardCharsets.UTF_8);
      Check.that(file.setLastModified(1_600_000_000_000L + i * 1000L), "the time can be set");
    }
    FileUtils.forceMkdir(new File(tree, "empty"));
    FileUtils.copyDirectory(tree, new File(root, "copy"));
    FileUtils.copyDirectory(
        tree, new File(root, "some"), FileFilterUtils.suffixFileFilter("7.txt"), false);
    FileUtils.moveDirectory(new File(root, "copy"), new File(root, "moved"));
    FileUtils.copyFile(new File(tree, "d1/e1/f1.txt"), new File(root, "f1.copy"));
    FileUtils.moveFile(new File(root, "f1.copy"), new File(root, "f1.moved"));
    FileUtils.moveFileToDirectory(
        new File(root, "f1.moved"), new File(root, "moved/new/folder"), true);
    PathUtils.copyDirectory(tree.toPath(), root.toPath().resolve("paths"));
    Check.that(
        PathUtils.directoryAndFileContentEquals(tree.toPath(), root.toPath().resolve("paths")),
        "a copied tree is the same");
    Check.equal(
        30L,
        PathUtils.deleteDirectory(root.toPath().resolve("paths")).getFileCounter().get(),
        "files deleted");
    FileUtils.cleanDirectory(new File(root, "some"));
    FileUtils.deleteDirectory(new File(root, "some"));
    Check.that(!new File(root, "some").exists(), "a deleted tree is away");
    File outside = Files.createTempDirectory("outside").toFile();
    FileUtils.copyDirectory(tree, new File(outside, "tree"));
    FileUtils.copyDirectoryToDirectory(new File(outside, "tree"), new File(root, "back"));
    FileUtils.deleteDirectory(outside);
  }

  private static String text(int i) {
    return ("text " + i + "\n").repeat(i * 100);
  }

  /** A thread follows a file that grows under it and is replaced. */
  private static void tailed(File file) throws IOException, InterruptedException {
    FileUtils.writeStringToFile(file, "", StandardCharsets.UTF_8);
    List<String> seen = tail(file, LINES);
    Check.equal(LINES, seen, "lines of a file that grows");
  }

  /** The lines up to the last one, as a tailer sees them. */
  private static List<String> tail(File file, List<String> appended) throws IOException {
    List<String> seen = new ArrayList<>();
    TailerListenerAdapter listener =
        new TailerListenerAdapter() {
          private Tailer tailer;

          @Override
          public void init(Tailer tailer) {
            this.tailer = tailer;
          }

          @Override
          public void handle(String line) {
            seen.add(line);
            if (seen.size() == LINES.size()) {
              tailer.close();
            }
          }

          @Override
          public void handle(Exception e) {
            throw new IllegalStateException(e);
          }
        };
    try (Tailer tailer =
        Tailer.builder()
            .setFile(file)
            .setTailerListener(listener)
            .setDelayDuration(java.time.Duration.ofMillis(10))
            .setStartThread(false)
            .get()) {
      Thread thread = new Thread(tailer, "tailer");
      thread.start();
      for (int i = 0; i < appended.size(); i += 1000) {
        try (OutputStream out = FileUtils.openOutputStream(file, true)) {
          for (String line : appended.subList(i, i + 1000)) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      join(thread);
    }
    return seen;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void watched(File folder) throws Exception {
    FileUtils.forceMkdir(folder);
    List<String> events = new ArrayList<>();
    FileAlterationObserver observer =
        FileAlterationObserver.builder()
            .setFile(folder)
            .setFileFilter((FileFilter) file -> true)
            .get();
    observer.addListener(
        new FileAlterationListenerAdaptor() {
          @Override
          public void onFileCreate(File file) {
            events.add("+" + file.getName());
          }

          @Override
          public void onFileChange(File file) {
            events.add("*" + file.getName());
          }

          @Override
          public void onFileDelete(File file) {
            events.add("-" + file.getName());
          }

          @Override
          public void onDirectoryCreate(File file) {
            events.add("+/" + file.getName());
          }
        });
    observer.initialize();
    FileUtils.writeStringToFile(new File(folder, "a"), "a", StandardCharsets.UTF_8);
    FileUtils.writeStringToFile(new File(folder, "sub/b"), "b", StandardCharsets.UTF_8);
    observer.checkAndNotify();
    FileUtils.writeStringToFile(new File(folder, "a"), "aa", StandardCharsets.UTF_8);
    observer.checkAndNotify();
    FileUtils.delete(new File(folder, "a"));
    observer.checkAndNotify();
    observer.checkAndNotify();
    observer.destroy();
    Check.equal(List.of("+a", "+/sub", "+b", "*a", "-a"), events, "changes of a folder");
  }

  private static void locked(File root) throws IOException {
    File file = new File(root, "locked.txt");
    LockableFileWriter.Builder builder =
        LockableFileWriter.builder()
            .setFile(file)
            .setLockDirectory(new File(root, "locks"))
            .setCharset(StandardCharsets.UTF_8);
    try (Writer writer = builder.get()) {
      boolean refused = false;
      try (Writer second = builder.get()) {
        second.write("lost");
      } catch (IOException e) {
        refused = true;
      }
      Check.that(refused, "a file that is being written is locked");
      writer.write("locked");
    }
    try (Writer writer = builder.setAppend(true).get()) {
      writer.write(" twice");
    }
  }

  private static void deferred(File root) throws IOException {
    DeferredFileOutputStream deferred =
        DeferredFileOutputStream.builder()
            .setThreshold(100)
            .setPrefix("deferred")
            .setSuffix(".tmp")
            .setDirectory(root)
            .get();
    try (deferred) {
      deferred.write(new byte[1000]);
    }
    Check.that(!deferred.isInMemory(), "what is too large for memory is in a file");
    FileUtils.moveFile(deferred.getFile(), new File(root, "deferred"));
  }

  @Override
  public void read(Path folder) throws Exception {
    File root = folder.toFile();
    for (String tree : List.of("tree", "moved", "back/tree")) {
      for (int i = 0; i < 30; i++) {
        File file = new File(root, tree + "/d" + i % 3 + "/e" + i % 2 + "/f" + i + ".txt");
        Check.equal(text(i), FileUtils.readFileToString(file, StandardCharsets.UTF_8), "" + file);
        Check.equal(1_600_000_000_000L + i * 1000L, file.lastModified(), "time of " + file);
      }
    }
    Check.equal(
        30, FileUtils.listFiles(new File(root, "tree"), null, true).size(), "files of the tree");
    Check.equal(
        List.of("d0", "d1", "d2", "empty"),
        List.copyOf(new TreeSet<>(List.of(new File(root, "tree").list()))),
        "folders of the tree");
    Check.equal(
        31L,
        PathUtils.countDirectory(folder.resolve("moved")).getFileCounter().get(),
        "files of the moved tree");
    Check.equal(
        FileUtils.sizeOfDirectory(new File(root, "tree")),
        PathUtils.sizeOfDirectory(folder.resolve("back")),
        "bytes of the tree that was outside");
    Check.that(
        FileUtils.contentEquals(
            new File(root, "tree/d1/e1/f1.txt"), new File(root, "moved/new/folder/f1.moved")),
        "a moved copy is the same");
    Check.equal(LINES, FileUtils.readLines(new File(root, "lines.txt"), "UTF-8"), "lines");
    try (ReversedLinesFileReader reader =
        ReversedLinesFileReader.builder().setPath(folder.resolve("lines.txt")).get()) {
      Check.equal(LINES.get(LINES.size() - 1), reader.readLine(), "last line");
    }
    Check.equal(LINES, tail(new File(root, "tailed.log"), List.of()), "lines tailed");
    Check.equal(
        "locked twice",
        FileUtils.readFileToString(new File(root, "locked.txt"), StandardCharsets.UTF_8),
        "file that was locked");
    Check.equal(0, new File(root, "locks").list().length, "locks left");
    Check.equal(1000L, FileUtils.sizeOf(new File(root, "deferred")), "length of the deferred file");
    try (RandomAccessFile file =
        RandomAccessFileMode.READ_ONLY.create(folder.resolve("random.bin"))) {
      file.seek(990);
      Check.equal(42L, file.readLong(), "number in a file");
    }
    Check.equal(
        "[back, deferred, lines.txt, locked.txt, locks, moved, random.bin, tailed.log, tree,"
            + " watched]",
        FileUtils.listFilesAndDirs(root, TrueFileFilter.TRUE, TrueFileFilter.TRUE).stream()
            .filter(file -> root.equals(file.getParentFile()))
            .map(File::getName)
            .sorted()
            .collect(Collectors.toList())
            .toString(),
        "what the folder holds");
  }
}
