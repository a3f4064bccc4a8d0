package io.capio.agent.program.drive;

import java.io.File;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Zip and jar files, and the URLs and class loaders that lead into them. */
public final class ArchiveEntries {

  private static final String ENTRY = "dir/entry";

  private ArchiveEntries() {}

  private static File archive(Path d) throws Exception {
    File file = d.resolve("archive.zip").toFile();
    try (OutputStream out = Files.newOutputStream(file.toPath());
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry(ENTRY));
      zip.write(file.getName().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private static Object content(ZipFile zip) throws Exception {
    try (zip) {
      ZipEntry entry = zip.getEntry(ENTRY);
      return zip.getName()
          + new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static Object zipFiles(Path d) throws Exception {
    File file = archive(d);
    return List.of(
        content(new ZipFile(file)),
        content(new ZipFile(file, ZipFile.OPEN_READ)),
        content(new ZipFile(file, ZipFile.OPEN_READ, StandardCharsets.UTF_8)),
        content(new ZipFile(file, StandardCharsets.UTF_8)),
        content(new ZipFile(file.getPath())),
        content(new ZipFile(file.getPath(), StandardCharsets.UTF_8)));
  }

  public static Object jarFiles(Path d) throws Exception {
    File file = archive(d);
    return List.of(
        content(new JarFile(file)),
        content(new JarFile(file, false)),
        content(new JarFile(file, false, ZipFile.OPEN_READ)),
        content(new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version())),
        content(new JarFile(file.getPath())),
        content(new JarFile(file.getPath(), false)));
  }

  /** Its constructor hands the name on; there is no call to rewrite in the program. */
  private static final class OwnJarFile extends JarFile {
    OwnJarFile(String name) throws Exception {
      super(name);
    }
  }

  public static Object subclassOfAJarFile(Path d) throws Exception {
    return content(new OwnJarFile(archive(d).getPath()));
  }

  public static Object archiveDeletedWhenOpened(Path d) throws Exception {
    return content(new ZipFile(archive(d), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE));
  }

  public static Object absentArchive(Path d) throws Exception {
    return new ZipFile(d.resolve("absent.zip").toFile());
  }

  public static Object noArchive(Path d) throws Exception {
    return new ZipFile(d.resolve("text").toFile());
  }

  public static Object urlsOfFiles(Path d) throws Exception {
    URL url = d.resolve("text").toUri().toURL();
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return List.of(
        url.openStream(),
        connection.getContentLengthLong(),
        connection.getInputStream(),
        d.resolve("sub").toUri().toURL().openStream(),
        url.getContent());
  }

  public static Object urlsOfEntries(Path d) throws Exception {
    URL url = URI.create("jar:" + archive(d).toURI() + "!/" + ENTRY).toURL();
    JarURLConnection connection = (JarURLConnection) url.openConnection();
    connection.setUseCaches(false);
    return List.of(connection.getInputStream(), connection.getEntryName());
  }

  public static Object classLoaders(Path d) throws Exception {
    URL[] urls = {archive(d).toURI().toURL(), d.resolve("sub").toUri().toURL()};
    try (URLClassLoader one = new URLClassLoader(urls, null);
        URLClassLoader two = URLClassLoader.newInstance(urls, null)) {
      List<Object> found = new ArrayList<>();
      found.add(one.getResourceAsStream(ENTRY));
      found.add(one.getResourceAsStream("inner"));
      found.add(one.getResource("absent") == null);
      URLConnection entry = two.getResource(ENTRY).openConnection();
      entry.setUseCaches(false);
      found.add(entry.getInputStream().readAllBytes());
      found.set(0, ((java.io.InputStream) found.get(0)).readAllBytes());
      found.set(1, ((java.io.InputStream) found.get(1)).readAllBytes());
      return found;
    }
  }

  private static Object entry(FileSystem zip) throws Exception {
    try (zip) {
      Files.writeString(zip.getPath("added"), "more");
      return Files.readString(zip.getPath(ENTRY)) + zip;
    }
  }

  public static Object fileSystems(Path d) throws Exception {
    Path archive = archive(d).toPath();
    return List.of(
        entry(FileSystems.newFileSystem(archive)),
        entry(FileSystems.newFileSystem(archive, Map.of())),
        entry(FileSystems.newFileSystem(archive, Map.of(), null)),
        entry(FileSystems.newFileSystem(archive, (ClassLoader) null)),
        entry(FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of())),
        entry(FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of(), null)));
  }

  public static Object newArchive(Path d) throws Exception {
    Path archive = d.resolve("new.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.copy(d.resolve("text"), zip.getPath("text"));
    }
    try (FileSystem zip = FileSystems.newFileSystem(archive)) {
      Files.copy(zip.getPath("text"), d.resolve("copied"));
      return Files.readString(zip.getPath("text"));
    }
  }

  public static Object zipProvider(Path d) throws Exception {
    Path archive = archive(d).toPath();
    for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
      if (provider.getScheme().equals("jar")) {
        return List.of(
            entry(provider.newFileSystem(archive, Map.of())),
            entry(provider.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of())));
      }
    }
    return "no provider";
  }
}
