package io.capio.agent.program.drive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** The methods of {@link Files} and {@link Path} that ask for attributes, or set them. */
public final class AttributeEntries {

  private AttributeEntries() {}

  public static Object existence(Path d) {
    Path text = d.resolve("text");
    return List.of(
        Files.exists(text),
        Files.notExists(text),
        Files.isDirectory(d),
        Files.isRegularFile(text),
        Files.isSymbolicLink(text));
  }

  public static Object access(Path d) {
    Path text = d.resolve("text");
    return List.of(Files.isReadable(text), Files.isWritable(text), Files.isExecutable(text));
  }

  public static Object comparisons(Path d) throws Exception {
    Path text = d.resolve("text");
    Path inner = d.resolve("sub").resolve("inner");
    return List.of(
        Files.isSameFile(text, d.resolve("sub").resolve("..").resolve("text")),
        Files.isSameFile(text, inner),
        Files.mismatch(text, inner),
        Files.mismatch(text, text),
        Files.size(text));
  }

  public static Object times(Path d) throws Exception {
    Path text = d.resolve("text");
    FileTime time = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(text, time);
    Files.setAttribute(d.resolve("sub"), "lastModifiedTime", time);
    return List.of(
        Files.getLastModifiedTime(text), Files.getAttribute(d.resolve("sub"), "lastModifiedTime"));
  }

  public static Object views(Path d) throws Exception {
    Path text = d.resolve("text");
    return List.of(
        Files.readAttributes(text, BasicFileAttributes.class).size(),
        new TreeMap<>(Files.readAttributes(text, "size,isDirectory")).toString(),
        Files.getFileAttributeView(text, BasicFileAttributeView.class).readAttributes().size());
  }

  public static Object owners(Path d) throws Exception {
    Path text = d.resolve("text");
    Files.setOwner(text, Files.getOwner(text));
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-r-----"));
    return List.of(
        Files.getOwner(text).getName(),
        PosixFilePermissions.toString(Files.getPosixFilePermissions(text)));
  }

  public static Object store(Path d) throws Exception {
    return Files.getFileStore(d.resolve("text")).getTotalSpace() > 0;
  }

  public static Object absentStore(Path d) throws Exception {
    return Files.getFileStore(d.resolve("absent"));
  }

  public static Object realPath(Path d) throws Exception {
    return d.resolve("sub").resolve("..").resolve("text").toRealPath();
  }

  public static Object uris(Path d) {
    return Arrays.asList(d.resolve("sub").toUri(), d.resolve("text").toUri()).toString();
  }
}
