package io.capio.server.files;

import io.capio.cl.Rule;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** A file or directory that the server keeps. */
public abstract class Node {
  private static long identities;

  private final long identity = ++identities;
  private final WaitList waiters = new WaitList();
  private final Set<String> producers = new HashSet<>();
  private final Set<Step> running = new LinkedHashSet<>();
  private final long created = now();
  private boolean madeByExtended;
  private boolean foundOnDisk;
  private DirectoryNode parent;
  private String name;
  private String path;
  private Rule rule;
  private FileState state = FileState.OPEN;
  private String failure = "";
  private long order;
  private int mode;
  private long modified = created;
  private long accessed = created;

  Node(int mode) {
    this.mode = mode;
  }

  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** Whether it is a directory. */
  public abstract boolean isDirectory();

  /** Whether it, perhaps in an older state, is on the disk. */
  public abstract boolean isOnDisk();

  /** A number that no other node of this server has or had. */
  public final long identity() {
    return identity;
  }

  /** Those who wait for something to happen to it. */
  public final WaitList waiters() {
    return waiters;
  }

  /** Applications that created or wrote it. */
  public final Set<String> producers() {
    return producers;
  }

  /** That step creates or writes it. */
  final void madeBy(Step step) {
    producers.add(step.application());
    madeByExtended |= step.isExtended();
  }

  /** Whether a client of ours has created it, written it or put something into it. */
  final boolean isMadeByExtended() {
    return madeByExtended;
  }

  /** Steps that created or wrote it and still run. */
  final Set<Step> running() {
    return running;
  }

  /** Steps that created or wrote it and still run. */
  public final Set<Step> runningProducers() {
    return Set.copyOf(running);
  }

  /** The directory that holds it; null for the root and for what was deleted or replaced. */
  public final DirectoryNode parent() {
    return parent;
  }

  /** Its name in that directory. */
  public final String name() {
    return name;
  }

  /** Its place in the order in which the entries of its directory appeared. */
  final long order() {
    return order;
  }

  /** Its absolute path; the last one it had if it was deleted. */
  public final String path() {
    return path;
  }

  /** What CAPIO-CL says about its path. */
  public final Rule rule() {
    return rule;
  }

  /** Where it is in its life. */
  public final FileState state() {
    return state;
  }

  final void state(FileState next) {
    state = next;
  }

  /** Why it failed, empty unless it did. */
  public final String failure() {
    return failure;
  }

  final void fail(String reason) {
    state = FileState.FAILED;
    failure = reason;
  }

  final void revive() {
    state = FileState.OPEN;
    failure = "";
  }

  final void attach(DirectoryNode directory, String newName, long newOrder) {
    parent = directory;
    name = newName;
    order = newOrder;
  }

  final void place(String newPath, Rule newRule) {
    path = newPath;
    rule = newRule;
  }

  /** Permission bits; negative if nobody said. */
  public final int mode() {
    return mode;
  }

  /** Sets the permission bits. */
  public final void mode(int bits) {
    mode = bits & 07777;
  }

  /** When it was made, nanoseconds since 1970. */
  public final long created() {
    return created;
  }

  /** Says that it was on the disk before this server knew of it. */
  final void foundOnDisk() {
    foundOnDisk = true;
  }

  /** Whether it was, so that {@link #created} is not when it was made. */
  public final boolean isFoundOnDisk() {
    return foundOnDisk;
  }

  /** When its content changed last, nanoseconds since 1970. */
  public final long modified() {
    return modified;
  }

  /** Sets the time of the last change. */
  public final void modified(long nanos) {
    modified = nanos;
  }

  /** When it was read last, as far as anybody said. */
  public final long accessed() {
    return accessed;
  }

  /** Sets the time of the last access. */
  public final void accessed(long nanos) {
    accessed = nanos;
  }

  @Override
  public final String toString() {
    return path;
  }
}
