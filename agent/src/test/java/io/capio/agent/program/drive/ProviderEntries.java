package io.capio.agent.program.drive;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The methods of the JDK's own provider, called directly. */
public final class ProviderEntries {

  private static final FileSystemProvider PROVIDER = FileSystems.getDefault().provider();
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private ProviderEntries() {}

  public static Object opens(Path d) throws Exception {
    ByteBuffer x = ByteBuffer.wrap(new byte[] {'x'});
    ByteBuffer read = ByteBuffer.allocate(3);
    try (SeekableByteChannel one = PROVIDER.newByteChannel(d.resolve("1"), CREATE);
        FileChannel two = PROVIDER.newFileChannel(d.resolve("2"), CREATE);
        AsynchronousFileChannel three =
            PROVIDER.newAsynchronousFileChannel(d.resolve("text"), Set.of(), null);
        OutputStream four = PROVIDER.newOutputStream(d.resolve("4"))) {
      one.write(x.duplicate());
      two.write(x.duplicate());
      four.write('x');
      three.read(read, 0).get();
    }
    return List.of(read.array(), PROVIDER.newInputStream(d.resolve("text")));
  }

  public static Object changes(Path d) throws Exception {
    PROVIDER.createDirectory(d.resolve("made"));
    PROVIDER.copy(d.resolve("text"), d.resolve("copy"));
    PROVIDER.move(d.resolve("text"), d.resolve("made").resolve("moved"));
    PROVIDER.delete(d.resolve("sub").resolve("inner"));
    return List.of(
        PROVIDER.deleteIfExists(d.resolve("sub")), PROVIDER.deleteIfExists(d.resolve("absent")));
  }

  public static Object links(Path d) throws Exception {
    Path text = d.resolve("text");
    PROVIDER.createSymbolicLink(d.resolve("link"), Path.of("text"));
    return List.of(
        PROVIDER.readSymbolicLink(d.resolve("link")),
        refused(() -> PROVIDER.createLink(text, d.resolve("sub").resolve("inner"))),
        refused(() -> PROVIDER.createSymbolicLink(text, Path.of("sub"))),
        refused(() -> PROVIDER.readSymbolicLink(text)));
  }

  private interface Call {
    void run() throws Exception;
  }

  private static Object refused(Call call) throws Exception {
    try {
      call.run();
      return "done";
    } catch (FileSystemException e) {
      return e.getClass();
    }
  }

  public static Object lists(Path d) throws Exception {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = PROVIDER.newDirectoryStream(d, p -> p.startsWith(d))) {
      entries.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  public static Object asks(Path d) throws Exception {
    Path text = d.resolve("text");
    PROVIDER.checkAccess(text, AccessMode.READ);
    PROVIDER.setAttribute(text, "lastModifiedTime", FileTime.fromMillis(1_000_000_000_000L));
    return List.of(
        PROVIDER.isSameFile(text, d.resolve("sub").resolve("..").resolve("text")),
        PROVIDER.getFileStore(text).getTotalSpace() > 0,
        PROVIDER.getFileAttributeView(text, BasicFileAttributeView.class).readAttributes().size(),
        PROVIDER.readAttributes(text, BasicFileAttributes.class).lastModifiedTime(),
        PROVIDER.readAttributes(text, "size"));
  }
}
