package io.capio.fs.view;

import io.capio.client.CapioException;
import io.capio.client.LinkException;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The walk of one operation over symbolic links: the server refuses a path that leads over one and
 * says where it leads; what was asked for is then asked of that path. A program without links thus
 * never asks twice. For one thread, and one operation, because it counts.
 */
final class LinkWalk {
  /** As many as Linux follows in one path. */
  private static final int MOST_LINKS = 40;

  private static final int PATH_MAX = 4096;

  /** Paths of fewer characters, of which each takes at most 3 bytes, are not too long. */
  static final int SURELY_SHORT = PATH_MAX / 3;

  private final CapioFileView view;
  private final Territory territory;
  private int followed;

  LinkWalk(CapioFileView view, Territory territory) {
    this.view = view;
    this.territory = territory;
  }

  /** Something that is done with a path, perhaps with several ones before it succeeds. */
  interface Attempt<T> {
    T at(Location place) throws IOException;
  }

  /** Does something with a path, as far as links lead it. */
  <T> T go(Location from, Attempt<T> attempt) throws IOException {
    Location at = from;
    while (true) {
      try {
        return attempt.at(at);
      } catch (LinkException link) {
        at = follow(at, link);
      }
    }
  }

  /**
   * Where a path leads by a link; the path itself, if it does not lead over that link.
   *
   * @throws CapioException ELOOP if there were too many links
   */
  Location follow(Location at, LinkException link) throws IOException {
    if (followed++ == MOST_LINKS) {
      throw new CapioException(Errno.ELOOP, at.spelling(), null);
    }
    if (!link.onDisk()) {
      view.foundLinkInMemory();
    }
    String over = link.link();
    if (at.isOrdinary() || !Territory.isAtOrBelow(at.server(), over)) {
      return at;
    }
    String from = link.target().startsWith("/") ? "" : over.substring(0, over.lastIndexOf('/') + 1);
    String path = from + link.target() + at.server().substring(over.length());
    return locate(at.spelling(), path, Territory.normalize(path));
  }

  /** Where a path lives, as the user spells it. */
  Location locate(String path) throws IOException {
    return locate(path, path, null);
  }

  /**
   * A disk follows {@code a/../b} only through a directory a, which may be elsewhere if a is a
   * link; leaving out elements does not.
   */
  private Location locate(String spelling, String path, String lead) throws IOException {
    String server = territory.toServer(path);
    if (server == null) {
      return new Location(spelling, null, lead);
    }
    if (isTooLong(path)) {
      throw new CapioException(Errno.ENAMETOOLONG, spelling, null);
    }
    String whole = path;
    String led = lead;
    String known = null;
    for (int slash = nextDots(path, 1); slash > 0; slash = nextDots(whole, slash + 1)) {
      String directory = territory.toServer(whole.substring(0, slash));
      if (directory != null && directory.equals(known)) {
        continue;
      }
      Location real = directory(new Location(spelling, directory, null));
      known = real.lead() == null ? directory : null;
      if (real.lead() != null) {
        whole = real.lead() + whole.substring(slash);
        slash = real.lead().length();
        led = Territory.normalize(whole);
      }
    }
    return new Location(spelling, territory.toServer(whole), led);
  }

  /** Whether the system would not even look at a path. */
  static boolean isTooLong(String path) {
    return path.length() >= SURELY_SHORT
        && path.getBytes(StandardCharsets.UTF_8).length >= PATH_MAX;
  }

  /** The slash before the next {@code .} or {@code ..}, or -1. */
  private static int nextDots(String path, int from) {
    for (int slash = path.indexOf("/.", from); slash > 0; slash = path.indexOf("/.", slash + 1)) {
      String rest = path.substring(slash + 1);
      if (rest.equals(".")
          || rest.equals("..")
          || rest.startsWith("./")
          || rest.startsWith("../")) {
        return slash;
      }
    }
    return -1;
  }

  private Location directory(Location place) throws IOException {
    return go(
        place,
        at -> {
          if (!at.isOrdinary() && !view.isDirectory(at)) {
            throw new CapioException(Errno.ENOTDIR, at.spelling(), null);
          }
          return at;
        });
  }
}
