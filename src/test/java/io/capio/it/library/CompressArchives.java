package io.capio.it.library;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.examples.Archiver;
import org.apache.commons.compress.archivers.examples.Expander;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ParallelScatterZipCreator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Commons Compress: archives that are written with steps back and read from their ends. */
final class CompressArchives implements Exercise {
  private static final int ENTRIES = 20;

  private static byte[] content(int i) {
    return ("entry " + i + "\n").repeat(i * 300).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(Path folder) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree/sub")).getParent();
    for (int i = 0; i < ENTRIES; i++) {
      Files.write(tree.resolve(i % 2 == 0 ? "f" + i : "sub/f" + i), content(i));
    }
    for (String format : List.of("zip", "tar", "7z")) {
      new Archiver().create(format, folder.resolve("tree." + format).toFile(), tree.toFile());
    }
    try (SeekableByteChannel channel =
            Files.newByteChannel(
                folder.resolve("channel.zip"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      zip(zip);
    }
    try (ZipArchiveOutputStream zip =
        new ZipArchiveOutputStream(folder.resolve("file.zip").toFile())) {
      zip(zip);
    }
    try (ZipArchiveOutputStream zip =
        new ZipArchiveOutputStream(folder.resolve("split.zip").toFile(), 65_536)) {
      for (int i = 0; i < ENTRIES; i++) {
        ZipArchiveEntry entry = new ZipArchiveEntry("f" + i);
        zip.setMethod(ZipEntry.DEFLATED);
        zip.setLevel(0);
        zip.putArchiveEntry(entry);
        zip.write(content(i));
        zip.closeArchiveEntry();
      }
    }
    parallel(folder.resolve("parallel.zip"), tree);
    try (SevenZOutputFile out = new SevenZOutputFile(folder.resolve("file.7z").toFile())) {
      for (int i = 0; i < ENTRIES; i++) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName("f" + i);
        out.putArchiveEntry(entry);
        out.write(content(i));
        out.closeArchiveEntry();
      }
    }
  }

  private static void zip(ZipArchiveOutputStream zip) throws IOException {
    for (int i = 0; i < ENTRIES; i++) {
      // sizes and sums are filled in by going back
      zip.putArchiveEntry(new ZipArchiveEntry("f" + i));
      zip.write(content(i));
      zip.closeArchiveEntry();
    }
  }

  private static void parallel(Path file, Path tree) throws Exception {
    ParallelScatterZipCreator creator = new ParallelScatterZipCreator();
    for (int i = 0; i < ENTRIES; i++) {
      Path source = tree.resolve(i % 2 == 0 ? "f" + i : "sub/f" + i);
      ZipArchiveEntry entry = new ZipArchiveEntry("f" + i);
      entry.setMethod(ZipEntry.DEFLATED);
      creator.addArchiveEntry(
          entry,
          () -> {
            try {
              return Files.newInputStream(source);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      creator.writeTo(zip);
    }
  }

  @Override
  public void read(Path folder) throws Exception {
    for (String format : List.of("zip", "tar", "7z")) {
      Path target = folder.resolve("expanded-" + format);
      new Expander().expand(folder.resolve("tree." + format).toFile(), target.toFile());
      for (int i = 0; i < ENTRIES; i++) {
        same(i, Files.readAllBytes(target.resolve(i % 2 == 0 ? "f" + i : "sub/f" + i)), format);
      }
    }
    for (String name : List.of("channel.zip", "file.zip", "parallel.zip")) {
      readZip(folder.resolve(name));
    }
    try (ZipFile zip =
        ZipFile.builder().setPath(folder.resolve("split.zip")).setMaxNumberOfDisks(100).get()) {
      zip(zip, "split.zip");
    }
    try (SevenZFile archive = SevenZFile.builder().setPath(folder.resolve("file.7z")).get()) {
      int count = 0;
      for (SevenZArchiveEntry entry : archive.getEntries()) {
        try (InputStream in = archive.getInputStream(entry)) {
          same(count++, in.readAllBytes(), "file.7z");
        }
      }
      Check.equal(ENTRIES, count, "entries of file.7z");
    }
    try (TarFile tar = new TarFile(folder.resolve("tree.tar"))) {
      int files = 0;
      for (TarArchiveEntry entry : tar.getEntries()) {
        if (!entry.isDirectory()) {
          int i = Integer.parseInt(entry.getName().substring(entry.getName().lastIndexOf('f') + 1));
          try (InputStream in = tar.getInputStream(entry)) {
            same(i, in.readAllBytes(), "tree.tar");
          }
          files++;
        }
      }
      Check.equal(ENTRIES, files, "files of tree.tar");
    }
  }

  /** The same file by the library, from a channel, and by the JDK in its two ways. */
  private static void readZip(Path file) throws IOException {
    try (ZipFile zip = ZipFile.builder().setFile(file.toFile()).get()) {
      zip(zip, file + " by name");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      zip(zip, file + " by channel");
    }
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(new File(file.toString()))) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      Check.equal(ENTRIES, Collections.list(entries).size(), "entries of " + file);
      for (int i = 0; i < ENTRIES; i++) {
        try (InputStream in = zip.getInputStream(zip.getEntry("f" + i))) {
          same(i, in.readAllBytes(), file + " by the JDK");
        }
      }
    }
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      for (int i = 0; i < ENTRIES; i++) {
        same(i, Files.readAllBytes(zip.getPath("f" + i)), file + " as a file system");
      }
    }
  }

  private static void zip(ZipFile zip, String what) throws IOException {
    for (int i = 0; i < ENTRIES; i++) {
      try (InputStream in = zip.getInputStream(zip.getEntry("f" + i))) {
        same(i, in.readAllBytes(), what);
      }
    }
  }

  private static void same(int i, byte[] actual, String what) {
    Check.equal(
        new String(content(i), StandardCharsets.UTF_8),
        new String(actual, StandardCharsets.UTF_8),
        "entry " + i + " of " + what);
  }
}
