package io.capio.fs.view;

import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.FileStatus;
import io.capio.ipc.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which of several true failures a disk tells of: it walks a path from its beginning, and both
 * paths of a rename before it looks at what they lead to. Asked only after a failure. Stateless.
 */
final class DiskFaults {
  private final CapioClient client;
  private final Territory territory;

  DiskFaults(CapioClient client, Territory territory) {
    this.client = client;
    this.territory = territory;
  }

  CapioException explain(Location at, CapioException e) throws IOException {
    if (e.errno() != Errno.ENOENT || at.isOrdinary()) {
      return e;
    }
    Errno walk = walkToParent(at.server());
    return walk == Errno.ENOTDIR ? fault(walk, at) : e;
  }

  CapioException explainRename(Location from, Location to, CapioException e) throws IOException {
    for (Location at : new Location[] {from, to}) {
      Errno walk = walkToParent(at.server());
      if (walk != null) {
        return fault(walk, at);
      }
    }
    try {
      client.status(from.server(), false);
      return from.server().startsWith(to.server() + "/") ? fault(Errno.ENOTEMPTY, to) : e;
    } catch (CapioException absent) {
      return absent;
    }
  }

  CapioException explainSource(Location from, CapioException e) throws IOException {
    Errno walk = from.isOrdinary() ? null : walkToParent(from.server());
    return walk == null ? e : fault(walk, from);
  }

  private static CapioException fault(Errno errno, Location at) {
    return new CapioException(errno, at.spelling(), null);
  }

  /** Why the directory that a path lies in cannot be reached; null if it can. */
  private Errno walkToParent(String server) throws IOException {
    Errno fault = null;
    String above = server;
    while (above.length() > territory.root().length()) {
      above = above.substring(0, above.lastIndexOf('/'));
      if (above.length() <= territory.root().length()) {
        break;
      }
      try {
        return isDirectory(above) ? fault : Errno.ENOTDIR;
      } catch (CapioException e) {
        if (e.errno() != Errno.ENOENT) {
          throw e;
        }
        fault = Errno.ENOENT;
      }
    }
    return fault;
  }

  private boolean isDirectory(String server) throws IOException {
    Optional<FileStatus> status = client.status(server, false);
    return status.isPresent() ? status.get().directory() : Files.isDirectory(Path.of(server));
  }
}
