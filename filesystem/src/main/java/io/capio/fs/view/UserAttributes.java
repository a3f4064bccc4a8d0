package io.capio.fs.view;

import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Objects;

/**
 * The view {@code user}: what is on the disk has extended attributes as the disk has them, what
 * stays in memory has none, as on a file system without them. Thread-safe.
 */
final class UserAttributes implements UserDefinedFileAttributeView {
  private final PathAttributes attributes;
  private final Path path;
  private final LinkOption[] options;

  UserAttributes(PathAttributes attributes, Path path, LinkOption... options) {
    this.attributes = attributes;
    this.path = path;
    this.options = options;
  }

  /** The view of the disk's file or of its copy there, or null: then there are no attributes. */
  private UserDefinedFileAttributeView onDisk() {
    return Files.exists(path)
        ? Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, options)
        : null;
  }

  private UserDefinedFileAttributeView require(String doing, String name) throws IOException {
    Objects.requireNonNull(name);
    UserDefinedFileAttributeView view = onDisk();
    if (view == null) {
      throw refusal(doing, name);
    }
    return view;
  }

  private FileSystemException refusal(String doing, String name) {
    return new FileSystemException(
        path.toString(),
        null,
        doing + " extended attribute '" + name + "': " + Errno.EOPNOTSUPP.text());
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public List<String> list() throws IOException {
    UserDefinedFileAttributeView view = onDisk();
    return view == null ? List.of() : view.list();
  }

  @Override
  public int size(String name) throws IOException {
    return require("Unable to get size of", name).size(name);
  }

  @Override
  public int read(String name, ByteBuffer dst) throws IOException {
    return require("Error reading", name).read(name, dst);
  }

  @Override
  public int write(String name, ByteBuffer src) throws IOException {
    Objects.requireNonNull(name);
    if (attributes.staysInMemory(path)) {
      throw refusal("Error writing", name);
    }
    return require("Error writing", name).write(name, src);
  }

  @Override
  public void delete(String name) throws IOException {
    require("Unable to delete", name).delete(name);
  }
}
