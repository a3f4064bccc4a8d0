package io.capio.agent.weave.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one table of the JDK's entry points that are rewritten.
 *
 * <p>A line at the margin names the owner, the kind and the bridge class for the rows below it,
 * which are a name and a descriptor. The transformer, the tests and the documentation read it.
 * Immutable.
 */
public final class EntryPoints {

  private static final String ROWS =
      """
      java/nio/file/Files STATIC java/lang/CapioFiles
        copy (Ljava/io/InputStream;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)J
        copy (Ljava/nio/file/Path;Ljava/io/OutputStream;)J
        copy (Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)Ljava/nio/file/Path;
        createDirectories (Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createDirectory (Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createFile (Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createLink (Ljava/nio/file/Path;Ljava/nio/file/Path;)Ljava/nio/file/Path;
        createSymbolicLink (Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createTempDirectory (Ljava/lang/String;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createTempDirectory (Ljava/nio/file/Path;Ljava/lang/String;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createTempFile (Ljava/lang/String;Ljava/lang/String;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        createTempFile (Ljava/nio/file/Path;Ljava/lang/String;Ljava/lang/String;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/file/Path;
        delete (Ljava/nio/file/Path;)V
        deleteIfExists (Ljava/nio/file/Path;)Z
        lines (Ljava/nio/file/Path;)Ljava/util/stream/Stream;
        lines (Ljava/nio/file/Path;Ljava/nio/charset/Charset;)Ljava/util/stream/Stream;
        move (Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)Ljava/nio/file/Path;
        newBufferedReader (Ljava/nio/file/Path;)Ljava/io/BufferedReader;
        newBufferedReader (Ljava/nio/file/Path;Ljava/nio/charset/Charset;)Ljava/io/BufferedReader;
        newBufferedWriter (Ljava/nio/file/Path;Ljava/nio/charset/Charset;[Ljava/nio/file/OpenOption;)Ljava/io/BufferedWriter;
        newBufferedWriter (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/BufferedWriter;
        newByteChannel (Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/SeekableByteChannel;
        newByteChannel (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/nio/channels/SeekableByteChannel;
        newInputStream (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/InputStream;
        newOutputStream (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/OutputStream;
        readAllBytes (Ljava/nio/file/Path;)[B
        readAllLines (Ljava/nio/file/Path;)Ljava/util/List;
        readAllLines (Ljava/nio/file/Path;Ljava/nio/charset/Charset;)Ljava/util/List;
        readString (Ljava/nio/file/Path;)Ljava/lang/String;
        readString (Ljava/nio/file/Path;Ljava/nio/charset/Charset;)Ljava/lang/String;
        readSymbolicLink (Ljava/nio/file/Path;)Ljava/nio/file/Path;
        write (Ljava/nio/file/Path;Ljava/lang/Iterable;Ljava/nio/charset/Charset;[Ljava/nio/file/OpenOption;)Ljava/nio/file/Path;
        write (Ljava/nio/file/Path;Ljava/lang/Iterable;[Ljava/nio/file/OpenOption;)Ljava/nio/file/Path;
        write (Ljava/nio/file/Path;[B[Ljava/nio/file/OpenOption;)Ljava/nio/file/Path;
        writeString (Ljava/nio/file/Path;Ljava/lang/CharSequence;Ljava/nio/charset/Charset;[Ljava/nio/file/OpenOption;)Ljava/nio/file/Path;
        writeString (Ljava/nio/file/Path;Ljava/lang/CharSequence;[Ljava/nio/file/OpenOption;)Ljava/nio/file/Path;
      java/nio/file/Files STATIC java/lang/CapioAttributes
        exists (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Z
        getAttribute (Ljava/nio/file/Path;Ljava/lang/String;[Ljava/nio/file/LinkOption;)Ljava/lang/Object;
        getFileAttributeView (Ljava/nio/file/Path;Ljava/lang/Class;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/FileAttributeView;
        getFileStore (Ljava/nio/file/Path;)Ljava/nio/file/FileStore;
        getLastModifiedTime (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/FileTime;
        getOwner (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/UserPrincipal;
        getPosixFilePermissions (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Ljava/util/Set;
        isDirectory (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Z
        isExecutable (Ljava/nio/file/Path;)Z
        isReadable (Ljava/nio/file/Path;)Z
        isRegularFile (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Z
        isSameFile (Ljava/nio/file/Path;Ljava/nio/file/Path;)Z
        isSymbolicLink (Ljava/nio/file/Path;)Z
        isWritable (Ljava/nio/file/Path;)Z
        mismatch (Ljava/nio/file/Path;Ljava/nio/file/Path;)J
        notExists (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Z
        readAttributes (Ljava/nio/file/Path;Ljava/lang/Class;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/BasicFileAttributes;
        readAttributes (Ljava/nio/file/Path;Ljava/lang/String;[Ljava/nio/file/LinkOption;)Ljava/util/Map;
        setAttribute (Ljava/nio/file/Path;Ljava/lang/String;Ljava/lang/Object;[Ljava/nio/file/LinkOption;)Ljava/nio/file/Path;
        setLastModifiedTime (Ljava/nio/file/Path;Ljava/nio/file/attribute/FileTime;)Ljava/nio/file/Path;
        setOwner (Ljava/nio/file/Path;Ljava/nio/file/attribute/UserPrincipal;)Ljava/nio/file/Path;
        setPosixFilePermissions (Ljava/nio/file/Path;Ljava/util/Set;)Ljava/nio/file/Path;
        size (Ljava/nio/file/Path;)J
      java/nio/file/Files STATIC java/lang/CapioTrees
        find (Ljava/nio/file/Path;ILjava/util/function/BiPredicate;[Ljava/nio/file/FileVisitOption;)Ljava/util/stream/Stream;
        list (Ljava/nio/file/Path;)Ljava/util/stream/Stream;
        newDirectoryStream (Ljava/nio/file/Path;)Ljava/nio/file/DirectoryStream;
        newDirectoryStream (Ljava/nio/file/Path;Ljava/lang/String;)Ljava/nio/file/DirectoryStream;
        newDirectoryStream (Ljava/nio/file/Path;Ljava/nio/file/DirectoryStream$Filter;)Ljava/nio/file/DirectoryStream;
        walk (Ljava/nio/file/Path;I[Ljava/nio/file/FileVisitOption;)Ljava/util/stream/Stream;
        walk (Ljava/nio/file/Path;[Ljava/nio/file/FileVisitOption;)Ljava/util/stream/Stream;
        walkFileTree (Ljava/nio/file/Path;Ljava/nio/file/FileVisitor;)Ljava/nio/file/Path;
        walkFileTree (Ljava/nio/file/Path;Ljava/util/Set;ILjava/nio/file/FileVisitor;)Ljava/nio/file/Path;
      java/nio/channels/FileChannel STATIC java/lang/CapioChannels
        open (Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/FileChannel;
        open (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/nio/channels/FileChannel;
      java/nio/channels/FileChannel INSTANCE java/lang/CapioChannels
        transferFrom (Ljava/nio/channels/ReadableByteChannel;JJ)J
        transferTo (JJLjava/nio/channels/WritableByteChannel;)J
      java/nio/channels/Channels STATIC java/lang/CapioChannels
        newChannel (Ljava/io/InputStream;)Ljava/nio/channels/ReadableByteChannel;
        newChannel (Ljava/io/OutputStream;)Ljava/nio/channels/WritableByteChannel;
      java/nio/channels/AsynchronousFileChannel STATIC java/lang/CapioAsynchronousChannels
        open (Ljava/nio/file/Path;Ljava/util/Set;Ljava/util/concurrent/ExecutorService;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/AsynchronousFileChannel;
        open (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/nio/channels/AsynchronousFileChannel;
      java/nio/file/FileSystem INSTANCE java/lang/CapioWatching
        newWatchService ()Ljava/nio/file/WatchService;
      java/nio/file/Watchable INSTANCE java/lang/CapioWatching
        register (Ljava/nio/file/WatchService;[Ljava/nio/file/WatchEvent$Kind;)Ljava/nio/file/WatchKey;
        register (Ljava/nio/file/WatchService;[Ljava/nio/file/WatchEvent$Kind;[Ljava/nio/file/WatchEvent$Modifier;)Ljava/nio/file/WatchKey;
      java/nio/file/Path INSTANCE java/lang/CapioWatching
        register (Ljava/nio/file/WatchService;[Ljava/nio/file/WatchEvent$Kind;)Ljava/nio/file/WatchKey;
        register (Ljava/nio/file/WatchService;[Ljava/nio/file/WatchEvent$Kind;[Ljava/nio/file/WatchEvent$Modifier;)Ljava/nio/file/WatchKey;
      java/nio/file/Path INSTANCE java/lang/CapioPath
        toRealPath ([Ljava/nio/file/LinkOption;)Ljava/nio/file/Path;
        toUri ()Ljava/net/URI;
      java/io/File INSTANCE java/lang/CapioFile
        canExecute ()Z
        canRead ()Z
        canWrite ()Z
        createNewFile ()Z
        delete ()Z
        deleteOnExit ()V
        exists ()Z
        getCanonicalFile ()Ljava/io/File;
        getCanonicalPath ()Ljava/lang/String;
        getFreeSpace ()J
        getTotalSpace ()J
        getUsableSpace ()J
        isDirectory ()Z
        isFile ()Z
        lastModified ()J
        length ()J
        list ()[Ljava/lang/String;
        list (Ljava/io/FilenameFilter;)[Ljava/lang/String;
        listFiles ()[Ljava/io/File;
        listFiles (Ljava/io/FileFilter;)[Ljava/io/File;
        listFiles (Ljava/io/FilenameFilter;)[Ljava/io/File;
        mkdir ()Z
        mkdirs ()Z
        renameTo (Ljava/io/File;)Z
        setExecutable (Z)Z
        setExecutable (ZZ)Z
        setLastModified (J)Z
        setReadOnly ()Z
        setReadable (Z)Z
        setReadable (ZZ)Z
        setWritable (Z)Z
        setWritable (ZZ)Z
        toURI ()Ljava/net/URI;
        toURL ()Ljava/net/URL;
      java/io/File STATIC java/lang/CapioFile
        createTempFile (Ljava/lang/String;Ljava/lang/String;)Ljava/io/File;
        createTempFile (Ljava/lang/String;Ljava/lang/String;Ljava/io/File;)Ljava/io/File;
      java/io/FileInputStream CONSTRUCTOR java/lang/CapioStreams
        <init> (Ljava/io/FileDescriptor;)V
        <init> (Ljava/io/File;)V
        <init> (Ljava/lang/String;)V
      java/io/FileDescriptor INSTANCE java/lang/CapioStreams
        sync ()V
      java/io/FileOutputStream CONSTRUCTOR java/lang/CapioStreams
        <init> (Ljava/io/FileDescriptor;)V
        <init> (Ljava/io/File;)V
        <init> (Ljava/io/File;Z)V
        <init> (Ljava/lang/String;)V
        <init> (Ljava/lang/String;Z)V
      java/io/RandomAccessFile CONSTRUCTOR java/lang/CapioStreams
        <init> (Ljava/io/File;Ljava/lang/String;)V
        <init> (Ljava/lang/String;Ljava/lang/String;)V
      java/io/FileInputStream INSTANCE java/lang/CapioStreams
        getFD ()Ljava/io/FileDescriptor;
      java/io/FileOutputStream INSTANCE java/lang/CapioStreams
        getFD ()Ljava/io/FileDescriptor;
      java/io/RandomAccessFile INSTANCE java/lang/CapioStreams
        getChannel ()Ljava/nio/channels/FileChannel;
        getFD ()Ljava/io/FileDescriptor;
        readLine ()Ljava/lang/String;
        writeBytes (Ljava/lang/String;)V
        writeChars (Ljava/lang/String;)V
      java/nio/file/spi/FileSystemProvider INSTANCE java/lang/CapioProvider
        checkAccess (Ljava/nio/file/Path;[Ljava/nio/file/AccessMode;)V
        copy (Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)V
        createDirectory (Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)V
        createLink (Ljava/nio/file/Path;Ljava/nio/file/Path;)V
        createSymbolicLink (Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/attribute/FileAttribute;)V
        delete (Ljava/nio/file/Path;)V
        deleteIfExists (Ljava/nio/file/Path;)Z
        exists (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Z
        getFileAttributeView (Ljava/nio/file/Path;Ljava/lang/Class;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/FileAttributeView;
        getFileStore (Ljava/nio/file/Path;)Ljava/nio/file/FileStore;
        isSameFile (Ljava/nio/file/Path;Ljava/nio/file/Path;)Z
        move (Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)V
        newAsynchronousFileChannel (Ljava/nio/file/Path;Ljava/util/Set;Ljava/util/concurrent/ExecutorService;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/AsynchronousFileChannel;
        newByteChannel (Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/SeekableByteChannel;
        newDirectoryStream (Ljava/nio/file/Path;Ljava/nio/file/DirectoryStream$Filter;)Ljava/nio/file/DirectoryStream;
        newFileChannel (Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/FileChannel;
        newInputStream (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/InputStream;
        newOutputStream (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/OutputStream;
        readAttributes (Ljava/nio/file/Path;Ljava/lang/Class;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/BasicFileAttributes;
        readAttributes (Ljava/nio/file/Path;Ljava/lang/String;[Ljava/nio/file/LinkOption;)Ljava/util/Map;
        readAttributesIfExists (Ljava/nio/file/Path;Ljava/lang/Class;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/BasicFileAttributes;
        readSymbolicLink (Ljava/nio/file/Path;)Ljava/nio/file/Path;
        setAttribute (Ljava/nio/file/Path;Ljava/lang/String;Ljava/lang/Object;[Ljava/nio/file/LinkOption;)V
      """;

  private static final String LOADING_ROWS =
      """
      java/nio/file/Files STATIC java/lang/CapioLoading
        isDirectory (Ljava/nio/file/Path;[Ljava/nio/file/LinkOption;)Z
        newInputStream (Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/InputStream;
        readAllBytes (Ljava/nio/file/Path;)[B
        readAttributes (Ljava/nio/file/Path;Ljava/lang/Class;[Ljava/nio/file/LinkOption;)Ljava/nio/file/attribute/BasicFileAttributes;
        walk (Ljava/nio/file/Path;I[Ljava/nio/file/FileVisitOption;)Ljava/util/stream/Stream;
      java/io/File CONSTRUCTOR java/lang/CapioLoading
        <init> (Ljava/io/File;Ljava/lang/String;)V
      java/io/File INSTANCE java/lang/CapioLoading
        delete ()Z
        exists ()Z
        getCanonicalFile ()Ljava/io/File;
        length ()J
      java/io/FileInputStream CONSTRUCTOR java/lang/CapioLoading
        <init> (Ljava/io/File;)V
      java/io/RandomAccessFile CONSTRUCTOR java/lang/CapioLoading
        <init> (Ljava/io/File;Ljava/lang/String;)V
      """;

  /** All rows. */
  public static final EntryPoints TABLE =
      new EntryPoints(ROWS, ReflectionRows.ROWS + HandOverRows.ROWS);

  /** What is rewritten in the JDK's classes through which the JVM itself loads classes. */
  public static final EntryPoints LOADING = new EntryPoints(LOADING_ROWS, "");

  private final List<EntryPoint> rows = new ArrayList<>();
  private final Map<String, Map<String, EntryPoint>> byOwner = new HashMap<>();

  private final Set<String> constructed = new HashSet<>();

  public EntryPoints(String fileOperations, String others) {
    rows.addAll(parse(fileOperations));
    parse(others);
  }

  /** Makes the rows of a text findable, and returns them. */
  private List<EntryPoint> parse(String text) {
    List<EntryPoint> parsed = new ArrayList<>();
    String owner = null;
    EntryPoint.Kind kind = null;
    String bridge = null;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int blank = text.indexOf(' ', start + 2);
      if (text.charAt(start) == ' ') {
        EntryPoint row =
            new EntryPoint(
                owner,
                text.substring(start + 2, blank),
                text.substring(blank + 1, end),
                kind,
                bridge);
        parsed.add(row);
        add(row);
      } else {
        int second = text.indexOf(' ', blank + 1);
        owner = text.substring(start, blank);
        kind = EntryPoint.Kind.valueOf(text.substring(blank + 1, second));
        bridge = text.substring(second + 1, end);
      }
      start = end + 1;
    }
    return parsed;
  }

  private void add(EntryPoint row) {
    Map<String, EntryPoint> ofOwner = byOwner.get(row.owner());
    if (ofOwner == null) {
      ofOwner = new HashMap<>();
      byOwner.put(row.owner(), ofOwner);
    }
    if (row.kind() == EntryPoint.Kind.CONSTRUCTOR) {
      constructed.add(row.owner());
    }
    ofOwner.put(row.name().concat(row.descriptor()), row);
  }

  /** Returns the row for a member, or null. */
  public EntryPoint find(String owner, String name, String descriptor) {
    Map<String, EntryPoint> ofOwner = byOwner.get(owner);
    return ofOwner == null ? null : ofOwner.get(name.concat(descriptor));
  }

  /** Whether members of the class are in the table. */
  public boolean hasOwner(String owner) {
    return byOwner.containsKey(owner);
  }

  /** Returns the internal names of the classes whose members are in the table. */
  public String[] owners() {
    return byOwner.keySet().toArray(new String[0]);
  }

  /** Whether constructors of the class are in the table. */
  public boolean constructs(String owner) {
    return constructed.contains(owner);
  }

  /** Returns every row of a file operation, in the order of the table. */
  public List<EntryPoint> rows() {
    return Collections.unmodifiableList(rows);
  }
}
