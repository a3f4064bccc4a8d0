package io.capio.fs.view;

import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.LinkException;
import io.capio.fs.watch.WatchedDirectories;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What is done with two names of the CAPIO directory at once, neither of them followed if it is a
 * link itself. As {@link CapioFileView}, which offers these, in the server's terms. Thread-safe.
 */
final class TwoPathOperations {
  private final CapioFileView view;
  private final CapioClient client;
  private final Territory territory;
  private final OwnWriters writers;

  /**
   * @param writers told of what they write under another name
   */
  TwoPathOperations(
      CapioFileView view, CapioClient client, Territory territory, OwnWriters writers) {
    this.view = view;
    this.client = client;
    this.territory = territory;
    this.writers = writers;
  }

  /** See {@link CapioFileView#rename}. */
  boolean rename(Location from, Location to) throws IOException {
    return following(from, to, this::renameAt);
  }

  /** See {@link CapioFileView#makeHardLink}. */
  boolean makeHardLink(Location link, Location existing) throws IOException {
    return following(existing, link, this::linkAt);
  }

  private boolean linkAt(Location existing, Location link) throws IOException {
    if (view.isRoot(existing)) {
      return linkToRoot(existing, link);
    }
    if (existing.isOrdinary()) {
      boolean there = Files.exists(Disk.path(existing.spelling()), LinkOption.NOFOLLOW_LINKS);
      if (there && !link.isOrdinary()) {
        requireFree(link);
      }
      return false;
    }
    if (link.endsInDots() || view.isRoot(link)) {
      requireFree(link);
    }
    return client.hardLink(existing.server(), link.isOrdinary() ? link.spelling() : link.server());
  }

  /** No directory gets another name; what is wrong with that name comes first. */
  private boolean linkToRoot(Location existing, Location link) throws IOException {
    if (link.isOrdinary()) {
      // the disk has the directory, too
      return false;
    }
    requireFree(link);
    throw new CapioException(Errno.EPERM, existing.spelling(), null);
  }

  /** Fails unless a file can get that name, which is in the CAPIO directory. */
  private void requireFree(Location link) throws IOException {
    requireWay(link);
    if (link.endsInDots() || view.isRoot(link) || client.exists(link.server())) {
      throw new CapioException(Errno.EEXIST, link.spelling(), null);
    }
  }

  private interface WithBoth {
    boolean at(Location one, Location other) throws IOException;
  }

  private boolean following(Location from, Location to, WithBoth attempt) throws IOException {
    LinkWalk walk = new LinkWalk(view, territory);
    Location one = from;
    Location other = to;
    while (true) {
      try {
        return attempt.at(one, other);
      } catch (LinkException link) {
        one = followAbove(walk, one, link);
        other = followAbove(walk, other, link);
      }
    }
  }

  /**
   * A link that is itself renamed or replaced is not followed, though the other path leads over it.
   */
  private static Location followAbove(LinkWalk walk, Location at, LinkException link)
      throws IOException {
    return link.link().equals(at.server()) ? at : walk.follow(at, link);
  }

  private boolean renameAt(Location from, Location to) throws IOException {
    if (view.isRoot(from) || view.isRoot(to) || from.endsInDots() || to.endsInDots()) {
      requireWay(from);
      requireWay(to);
      throw new CapioException(Errno.EBUSY, from.spelling(), null);
    }
    if (from.isOrdinary() || to.isOrdinary()) {
      return false;
    }
    if (from.server().equals(to.server())) {
      client.status(from.server(), false, false);
      return true;
    }
    WatchedDirectories.removing(from.server());
    if (!client.rename(from.server(), to.server(), true)) {
      return false;
    }
    writers.renamed(from.server(), to.server());
    return true;
  }

  /** Fails unless there is a directory for what has that name. */
  private void requireWay(Location at) throws IOException {
    if (at.isOrdinary()) {
      Path disk = Disk.path(at.spelling()).toAbsolutePath();
      Path needed = at.endsInDots() ? disk : disk.getParent();
      if (needed != null && !Files.isDirectory(needed)) {
        Errno why = Files.exists(needed) ? Errno.ENOTDIR : Errno.ENOENT;
        throw new CapioException(why, at.spelling(), null);
      }
      return;
    }
    if (at.endsInDots() || view.isRoot(at)) {
      return;
    }
    String above = at.server().substring(0, at.server().lastIndexOf('/'));
    if (!view.isDirectory(new Location(at.spelling(), above, null))) {
      throw new CapioException(Errno.ENOTDIR, at.spelling(), null);
    }
  }
}
