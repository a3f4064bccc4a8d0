package io.capio.agent.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The public members of the table's owners that are not rewritten, each with its reason. Read by
 * the surface test and the documentation only.
 */
public final class PureMembers {

  /** At the margin an owner, then names (with a descriptor where overloads differ) and a reason. */
  private static final String ROWS =
      """
      java/io/File
        <init>, compareTo, equals, hashCode, toString, toPath: keeps and compares the text
        getName, getParent, getParentFile, getPath, isAbsolute: keeps and compares the text
        getAbsoluteFile, getAbsolutePath: resolves against the working directory
        isHidden: decided by the name alone
        listRoots: always the root directory
      java/nio/file/Files
        isHidden, probeContentType: decided by the name alone
      java/io/FileInputStream
        read, readAllBytes, readNBytes, skip, available, close: overridden by CAPIO's stream
        transferTo, getChannel: overridden by CAPIO's stream
      java/io/FileDescriptor
        <init>, valid: opens nothing
      java/io/FileOutputStream
        write, close, getChannel: overridden by CAPIO's stream
      java/io/RandomAccessFile
        read, write, seek, length, setLength, close: overridden by CAPIO's file
        getFilePointer, skipBytes: overridden by CAPIO's file
        readBoolean, readByte, readChar, readDouble, readFloat, readFully: built on read
        readInt, readLong, readShort, readUTF: built on read
        readUnsignedByte, readUnsignedShort: built on read
        writeBoolean, writeByte, writeChar, writeDouble, writeFloat, writeInt: built on write
        writeLong, writeShort, writeUTF: built on write
      java/nio/channels/FileChannel
        read, write, position, size, truncate, force, lock, tryLock: works on an open channel
        map, transferFrom, transferTo: works on an open channel
      java/nio/channels/AsynchronousFileChannel
        read, write, size, truncate, force, lock, tryLock: works on an open channel
      java/nio/file/FileSystems
        getDefault, getFileSystem: opens nothing
        newFileSystem(Ljava/net/URI;Ljava/util/Map;)Ljava/nio/file/FileSystem;: \
      not rewritten: the provider that the URI names opens the file itself
        newFileSystem(Ljava/net/URI;Ljava/util/Map;Ljava/lang/ClassLoader;)Ljava/nio/file/FileSystem;: \
      not rewritten: the provider that the URI names opens the file itself
      java/nio/file/spi/FileSystemProvider
        getScheme, getFileSystem, getPath, installedProviders: opens nothing
        newFileSystem(Ljava/net/URI;Ljava/util/Map;)Ljava/nio/file/FileSystem;: \
      not rewritten: the provider that the URI names opens the file itself
        isHidden: decided by the name alone
      java/nio/file/Path
        of, equals, hashCode, toString, compareTo, iterator, toFile: keeps and compares the text
        getFileSystem, getFileName, getName, getNameCount, getParent: keeps and compares the text
        getRoot, isAbsolute, normalize, relativize, resolve: keeps and compares the text
        resolveSibling, startsWith, endsWith, subpath: keeps and compares the text
        toAbsolutePath: resolves against the working directory
        register: not rewritten: watches the directory on the disk
      """;

  private static final Pattern MEMBERS = Pattern.compile(", ");
  private static final Map<String, String> REASONS = new HashMap<>();

  static {
    String owner = null;
    for (String line : ROWS.lines().toList()) {
      if (line.startsWith(" ")) {
        int colon = line.indexOf(": ");
        for (String member : MEMBERS.split(line.substring(0, colon).trim(), 0)) {
          REASONS.put(owner + ' ' + member, line.substring(colon + 2));
        }
      } else {
        owner = line;
      }
    }
  }

  private PureMembers() {}

  /** Returns why the member is not in the table, or null if nobody has said so. */
  public static String reason(String owner, String name, String descriptor) {
    String exact = REASONS.get(owner + ' ' + name + descriptor);
    return exact != null ? exact : REASONS.get(owner + ' ' + name);
  }
}
