package io.capio.agent.program.drive;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The methods of {@link File}. */
public final class FileEntries {

  private FileEntries() {}

  private static File text(Path d) {
    return d.resolve("text").toFile();
  }

  public static Object questions(Path d) throws Exception {
    File text = text(d);
    File sub = d.resolve("sub").toFile();
    return List.of(
        text.exists(),
        text.isFile(),
        sub.isDirectory(),
        text.length(),
        text.canRead(),
        text.canWrite(),
        text.canExecute());
  }

  public static Object names(Path d) throws Exception {
    File indirect = new File(d.toFile(), "sub/../text");
    return List.of(
        indirect.getCanonicalPath(),
        indirect.getCanonicalFile(),
        d.resolve("sub").toFile().toURI(),
        toUrl(d.resolve("sub").toFile()));
  }

  @SuppressWarnings("deprecation") // It asks the file system, so it is an entry point.
  private static Object toUrl(File file) throws Exception {
    return file.toURL();
  }

  public static Object creations(Path d) throws Exception {
    File made = d.resolve("made").toFile();
    return List.of(
        made.createNewFile(),
        made.createNewFile(),
        d.resolve("one").toFile().mkdir(),
        d.resolve("two").resolve("three").toFile().mkdirs());
  }

  public static Object deletions(Path d) throws Exception {
    File sub = d.resolve("sub").toFile();
    return List.of(text(d).delete(), text(d).delete(), sub.delete());
  }

  public static Object renames(Path d) throws Exception {
    return text(d).renameTo(d.resolve("sub").resolve("renamed").toFile());
  }

  public static Object listings(Path d) throws Exception {
    File file = d.toFile();
    return List.of(
        Arrays.stream(file.list()).sorted().toList(),
        Arrays.stream(file.list((in, name) -> in.equals(file) && name.startsWith("t"))).toList(),
        Arrays.stream(file.listFiles()).sorted().toList(),
        Arrays.stream(file.listFiles(File::isDirectory)).toList(),
        Arrays.stream(file.listFiles((in, name) -> name.startsWith("t"))).toList());
  }

  public static Object times(Path d) throws Exception {
    boolean set = text(d).setLastModified(1_000_000_000_000L);
    return List.of(set, text(d).lastModified());
  }

  public static Object permissions(Path d) throws Exception {
    File text = text(d);
    File inner = d.resolve("sub").resolve("inner").toFile();
    List<Object> answers =
        List.of(
            text.setExecutable(true),
            text.setExecutable(true, false),
            text.setReadable(false),
            text.setReadable(true, true),
            text.setWritable(false),
            text.setWritable(true, true),
            inner.setReadOnly());
    return List.of(
        answers,
        Files.getPosixFilePermissions(text.toPath()).toString().length(),
        Files.getPosixFilePermissions(inner.toPath()).toString().length());
  }

  public static Object spaces(Path d) throws Exception {
    File text = text(d);
    return List.of(text.getTotalSpace() > 0, text.getFreeSpace() > 0, text.getUsableSpace() > 0);
  }

  public static Object temporaryFiles(Path d) throws Exception {
    File here = File.createTempFile("tmp", null, d.toFile());
    File there = File.createTempFile("tmp", ".x");
    return List.of(
        here.renameTo(d.resolve("here").toFile()), there.renameTo(d.resolve("there").toFile()));
  }

  /** That it goes is seen by the test of the JVM's end. */
  public static Object deletionAtTheEnd(Path d) throws Exception {
    d.resolve("text").toFile().deleteOnExit();
    return null;
  }
}
