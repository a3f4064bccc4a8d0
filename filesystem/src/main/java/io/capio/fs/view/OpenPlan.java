package io.capio.fs.view;

import io.capio.client.OpenFlag;
import io.capio.fs.channel.Access;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The one table from the JDK's open options to what the server is asked. Immutable.
 *
 * @param access what the open file may be used for
 * @param flags what the server is asked
 * @param deleteOnClose whether the file goes with its handle
 */
public record OpenPlan(Access access, Set<OpenFlag> flags, boolean deleteOnClose) {
  /** {@code new FileInputStream}. */
  public static final OpenPlan READ = new OpenPlan(Access.READ, EnumSet.of(OpenFlag.READ), false);

  /** {@code new FileOutputStream}. */
  public static final OpenPlan REWRITE =
      new OpenPlan(
          Access.WRITE, EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.TRUNCATE), false);

  /** {@code new FileOutputStream} with append. */
  public static final OpenPlan APPEND =
      new OpenPlan(
          Access.APPEND, EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.APPEND), false);

  /** {@code File.createNewFile}. */
  public static final OpenPlan CREATE_NEW =
      new OpenPlan(
          Access.WRITE, EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.EXCLUSIVE), false);

  /** {@code new RandomAccessFile} in one of its writing modes. */
  public static OpenPlan readWrite(boolean sync) {
    return new OpenPlan(
        new Access(true, true, false, sync, 0),
        EnumSet.of(OpenFlag.READ, OpenFlag.WRITE, OpenFlag.CREATE),
        false);
  }

  /**
   * The plan for a channel.
   *
   * @throws IllegalArgumentException for options that exclude each other
   * @throws UnsupportedOperationException for an option that only disks have
   */
  public static OpenPlan of(Set<? extends OpenOption> options) {
    EnumSet<StandardOpenOption> standard = standard(options);
    boolean append = standard.contains(StandardOpenOption.APPEND);
    boolean write = standard.contains(StandardOpenOption.WRITE) || append;
    boolean read = standard.contains(StandardOpenOption.READ) || !write;
    if (read && append) {
      throw new IllegalArgumentException("READ + APPEND not allowed");
    }
    if (append && standard.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      throw new IllegalArgumentException("APPEND + TRUNCATE_EXISTING not allowed");
    }
    boolean sync =
        standard.contains(StandardOpenOption.SYNC) || standard.contains(StandardOpenOption.DSYNC);
    Set<OpenFlag> flags = write ? writing(standard, read, append) : EnumSet.of(OpenFlag.READ);
    boolean deleteOnClose = standard.contains(StandardOpenOption.DELETE_ON_CLOSE);
    // what is deleted has to be what was opened
    boolean noFollow = deleteOnClose || options.contains(LinkOption.NOFOLLOW_LINKS);
    if (noFollow && !standard.contains(StandardOpenOption.CREATE_NEW)) {
      flags.add(OpenFlag.NO_FOLLOW);
    }
    return new OpenPlan(new Access(read, write, append, sync && write, 0), flags, deleteOnClose);
  }

  /** The same, for transfers of whole blocks of that many bytes only. */
  OpenPlan inBlocks(int block) {
    return new OpenPlan(
        new Access(access.readable(), access.writable(), access.append(), access.sync(), block),
        flags,
        deleteOnClose);
  }

  /** Whether transfers are to go past the operating system's cache, which takes whole blocks. */
  static boolean isDirect(Set<? extends OpenOption> options) {
    return options.stream().anyMatch(OpenPlan::isDirect);
  }

  /**
   * Fails for options that no file system has.
   *
   * @throws UnsupportedOperationException for an unknown option
   */
  public static void requireKnown(Set<? extends OpenOption> options) {
    standard(options);
  }

  /** What the server is asked if somebody looks at the file on the disk. */
  Set<OpenFlag> flagsBesideReaders() {
    EnumSet<OpenFlag> all = EnumSet.of(OpenFlag.SEEN_ON_DISK);
    all.addAll(flags);
    return all;
  }

  private static EnumSet<StandardOpenOption> standard(Set<? extends OpenOption> options) {
    EnumSet<StandardOpenOption> standard = EnumSet.noneOf(StandardOpenOption.class);
    for (OpenOption option : options) {
      if (option instanceof StandardOpenOption known) {
        standard.add(known);
      } else if (Objects.requireNonNull(option) != LinkOption.NOFOLLOW_LINKS && !isDirect(option)) {
        throw new UnsupportedOperationException(option + " not supported");
      }
    }
    return standard;
  }

  /** By name: the module that has it may be absent. */
  private static boolean isDirect(OpenOption option) {
    return option instanceof Enum<?> known
        && known.name().equals("DIRECT")
        && known.getDeclaringClass().getName().equals("com.sun.nio.file.ExtendedOpenOption");
  }

  /** Options that create or cut are ignored without WRITE, as the JDK ignores them. */
  private static Set<OpenFlag> writing(
      Set<StandardOpenOption> options, boolean read, boolean append) {
    EnumSet<OpenFlag> flags = EnumSet.of(OpenFlag.WRITE);
    if (read) {
      flags.add(OpenFlag.READ);
    }
    if (append) {
      flags.add(OpenFlag.APPEND);
    }
    if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      flags.add(OpenFlag.TRUNCATE);
    }
    if (options.contains(StandardOpenOption.CREATE_NEW)) {
      flags.add(OpenFlag.CREATE);
      flags.add(OpenFlag.EXCLUSIVE);
    } else if (options.contains(StandardOpenOption.CREATE)) {
      flags.add(OpenFlag.CREATE);
    } else {
      // A writer that may not create the file is not one to wait for it.
      flags.add(OpenFlag.NO_WAIT);
    }
    return flags;
  }
}
