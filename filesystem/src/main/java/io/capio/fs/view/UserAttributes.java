package io.capio.fs.view;

import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The view {@code user}: what is on the disk has extended attributes as the disk has them, what
 * stays in memory has none, as on a file system without them. Thread-safe.
 */
final class UserAttributes implements UserDefinedFileAttributeView {
  /** Longest name that Linux takes, with that of the view. */
  private static final int NAME_MAX = 255;

  private final PathAttributes attributes;
  private final Path path;
  private final LinkOption[] options;

  UserAttributes(PathAttributes attributes, Path path, LinkOption... options) {
    this.attributes = attributes;
    this.path = path;
    this.options = options;
  }

  /** The view of the disk's file or of its copy there, or null: then there are no attributes. */
  private UserDefinedFileAttributeView onDisk() throws IOException {
    // fails if there is nothing
    boolean inMemory = attributes.isInMemory(path, options);
    Path disk = attributes.onDisk(path, options);
    return inMemory && !Files.exists(disk)
        ? null
        : Files.getFileAttributeView(disk, UserDefinedFileAttributeView.class, options);
  }

  private UserDefinedFileAttributeView require(String doing, String name) throws IOException {
    UserDefinedFileAttributeView view = onDisk();
    Objects.requireNonNull(name);
    if (view == null) {
      requirePossible(name);
      throw refusal(doing, name, name.isEmpty() ? Errno.EINVAL.text() : "No data available");
    }
    return view;
  }

  private void requirePossible(String name) throws FileSystemException {
    String whole = "user." + name;
    if (whole.getBytes(StandardCharsets.UTF_8).length > NAME_MAX) {
      throw new FileSystemException(path.toString(), null, "'" + whole + "' is too big");
    }
  }

  private FileSystemException refusal(String doing, String name, String why) {
    return new FileSystemException(
        path.toString(), null, doing + " extended attribute '" + name + "': " + why);
  }

  /** What the JDK's own view of that name makes of a list of names. */
  Map<String, Object> read(String names) throws IOException {
    List<String> wanted = new ArrayList<>();
    for (String name : names.split(",", 0)) {
      if (name.equals("*")) {
        wanted = list();
        break;
      }
      if (name.isEmpty()) {
        throw new IllegalArgumentException();
      }
      wanted.add(name);
    }
    Map<String, Object> values = new HashMap<>();
    for (String name : wanted) {
      ByteBuffer value = ByteBuffer.allocate(size(name));
      int n = read(name, value);
      values.put(name, Arrays.copyOf(value.array(), n));
    }
    return values;
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
    if (dst.isReadOnly()) {
      // before anything is asked of the disk
      throw new IllegalArgumentException("Read-only buffer");
    }
    return require("Error reading", name).read(name, dst);
  }

  @Override
  public int write(String name, ByteBuffer src) throws IOException {
    if (attributes.staysInMemory(path, options)) {
      requirePossible(Objects.requireNonNull(name));
      throw refusal("Error writing", name, Errno.EOPNOTSUPP.text());
    }
    return require("Error writing", name).write(name, src);
  }

  @Override
  public void delete(String name) throws IOException {
    require("Unable to delete", name).delete(name);
  }
}
