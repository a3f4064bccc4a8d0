package java.lang;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;

/** Stands in for the methods by which a program watches directories. */
public final class CapioWatching {

  private static final WatchEvent.Modifier[] NONE = {};

  private CapioWatching() {}

  /** The service of the JDK knows of changes on the disk only. */
  public static WatchService newWatchService(FileSystem fileSystem) throws IOException {
    WatchService disk = fileSystem.newWatchService();
    CapioTarget target = CapioBridge.target();
    return target == null || fileSystem != CapioBridge.JDK ? disk : target.newWatchService(disk);
  }

  public static WatchKey register(
      Watchable object, WatchService watcher, WatchEvent.Kind<?>... events) throws IOException {
    return register(object, watcher, events, NONE);
  }

  public static WatchKey register(
      Watchable object,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException {
    CapioTarget target = CapioBridge.target();
    if (target == null || !(object instanceof Path)) {
      return object.register(watcher, events, modifiers);
    }
    return register((Path) object, watcher, events, modifiers);
  }

  public static WatchKey register(Path path, WatchService watcher, WatchEvent.Kind<?>... events)
      throws IOException {
    return register(path, watcher, events, NONE);
  }

  /** A service of ours takes paths from inside and from outside, and knows which is which. */
  public static WatchKey register(
      Path path,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers)
      throws IOException {
    CapioTarget target = path == null || watcher == null ? null : CapioBridge.target();
    return target == null
        ? path.register(watcher, events, modifiers)
        : target.register(path, CapioBridge.route(path), watcher, events, modifiers);
  }
}
