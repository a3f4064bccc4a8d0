package java.lang;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import jdk.internal.misc.Unsafe;
import sun.nio.fs.DefaultFileSystemProvider;

/**
 * The state that rewritten code consults: which directory is CAPIO's, and who serves it.
 *
 * <p>Lives in {@code java.lang} because every class loader, isolating ones included, delegates this
 * package. It therefore uses JDK types only, no lambda and no feature of the JDK that opens files.
 * Until a target is set, and for paths outside the directory, everything goes to the JDK. Safe for
 * use by any thread.
 */
public final class CapioBridge {

  /** The JDK's own file system, whatever the program's default one is. */
  static final FileSystem JDK = DefaultFileSystemProvider.theFileSystem();

  private static final Class<?> JDK_PATH = JDK.getPath("/").getClass();

  /** Written before {@link #target}, whose volatile write publishes it. */
  private static CapioDirectory directory;

  private static volatile CapioTarget target;

  /** Whether a scope was ever opened: until then, and mostly, nobody asks for the thread's. */
  private static volatile boolean scoped;

  /** Any target: each knows the objects of all. */
  private static volatile CapioTarget anyTarget;

  /** With a slash; null if it is what {@code user.dir} says. */
  private static volatile String workingDirectory;

  private static volatile CapioDirectory probed;
  private static int probeHits;

  private CapioBridge() {}

  /** From here on, paths inside the directory are the target's. */
  public static void connect(CapioDirectory inside, CapioTarget server) {
    directory = inside;
    target = server;
    anyTarget = server;
  }

  /** From here on, relative names of java.io are of this directory, and not of user.dir. */
  public static void resolveNames(String processDirectory) {
    workingDirectory = processDirectory.concat("/");
  }

  /** From here on, paths are looked up in the calling thread's {@link CapioScope} first. */
  static void scopesExist(CapioTarget server) {
    if (!scoped) {
      if (anyTarget == null) {
        anyTarget = server;
      }
      scoped = true;
    }
  }

  /** From here on, all paths are the JDK's; what is open goes on. */
  public static void disconnect() {
    target = null;
    scoped = false;
  }

  /** Whether a target is set. */
  public static boolean connected() {
    return target != null;
  }

  /** Until {@link #endProbe()}, counts the questions about paths below a directory. */
  public static void beginProbe(CapioDirectory inside) {
    probeHits = 0;
    probed = inside;
  }

  /** Returns how often rewritten code has asked since {@link #beginProbe}. */
  public static int endProbe() {
    probed = null;
    return probeHits;
  }

  /**
   * Lets the agent load its native library without the warning of newer JDKs. It holds for all
   * unnamed modules, exactly as after the first warning.
   */
  public static void enableNativeAccess() {
    try {
      // Absent from the JDK that compiles this, private to this package where it exists.
      Module.class.getDeclaredMethod("implAddEnableNativeAccessToAllUnnamed").invoke(null);
    } catch (ReflectiveOperationException absent) {
      // The JDK then has no such warning, or prints it.
    }
  }

  /** Returns whether the class is linked and its static initializer has run. */
  public static boolean isInitialized(Class<?> type) {
    return !Unsafe.getUnsafe().shouldBeInitialized(type);
  }

  /**
   * Runs the action after the application's shutdown hooks and after delete-on-exit, also if the
   * hooks are running already.
   *
   * @throws IllegalStateException if it is too late
   */
  public static void atShutdown(Runnable action) {
    // Slots 0 to 2 are the console, the application's hooks and delete-on-exit.
    for (int slot = 3; slot < 10; slot++) {
      try {
        Shutdown.add(slot, true, action);
        return;
      } catch (InternalError taken) {
        continue;
      }
    }
    Runtime.getRuntime().addShutdownHook(new Thread(null, action, "capio-shutdown", 0, false));
  }

  /** Returns the one who serves this path, or null when it is the JDK's. */
  static CapioTarget targetOf(String path) {
    if (scoped) {
      CapioTarget scopes = CapioScope.targetOf(path);
      if (scopes != null) {
        return scopes;
      }
    }
    CapioTarget current = target;
    if (current == null) {
      CapioDirectory probe = probed;
      if (probe != null && probe.contains(path)) {
        probeHits++;
      }
      return null;
    }
    return directory.contains(path) ? current : null;
  }

  static CapioTarget targetOf(File file) {
    return file == null ? null : targetOfName(file.getPath());
  }

  /** As {@link #targetOf(String)} for a name that java.io gives to the system. */
  static CapioTarget targetOfName(String name) {
    String working = workingDirectory;
    boolean relative = working != null && name != null && !name.isEmpty() && name.charAt(0) != '/';
    return targetOf(relative ? working.concat(name) : name);
  }

  static CapioTarget targetOf(Path path) {
    if (path == null || path.getClass() != JDK_PATH) {
      return null;
    }
    String text = path.toString();
    return targetOf(text.isEmpty() ? "." : text);
  }

  /** Returns a target for an object that may be one of CAPIO's own, or null if there is none. */
  static CapioTarget target() {
    return anyTarget;
  }

  /** Returns the path under which the JDK reaches the same file through CAPIO. */
  static Path route(Path path) throws IOException {
    CapioTarget owner = targetOf(path);
    return owner == null ? path : owner.route(path);
  }

  /** As {@link #route(Path)} for a walk, which may also come to the directory from above. */
  static Path routeToWalk(Path start) throws IOException {
    CapioTarget owner = targetOf(start);
    if (owner == null && start != null && start.getClass() == JDK_PATH) {
      owner = targetBelow(start.toString());
    }
    return owner == null ? start : owner.route(start);
  }

  private static CapioTarget targetBelow(String path) {
    if (scoped) {
      CapioTarget scopes = CapioScope.targetBelow(path);
      if (scopes != null) {
        return scopes;
      }
    }
    CapioTarget current = target;
    return current != null && directory.liesBelow(path) ? current : null;
  }

  /** As {@link #route(Path)} for an operation that reads the file whole. */
  static Path routeToReadWhole(Path path) throws IOException {
    CapioTarget owner = targetOf(path);
    return owner == null ? path : owner.routeToReadWhole(path);
  }

  /**
   * As {@link #route(Path)} for one of two paths of an operation: when either is inside, both go to
   * CAPIO, which knows how to cross the boundary.
   */
  static Path route(Path path, Path partner) throws IOException {
    if (path == null || path.getClass() != JDK_PATH) {
      return path;
    }
    CapioTarget owner = targetOf(path);
    if (owner == null) {
      owner = targetOf(partner);
    }
    return owner == null ? path : owner.route(path);
  }

  /**
   * As {@link #route(Path)} for operations that cannot throw: null when CAPIO cannot be reached.
   */
  static Path routeOrNull(Path path) {
    try {
      return route(path);
    } catch (IOException unreachable) {
      return null;
    }
  }

  /** Returns the path that the program may see. */
  static Path restore(Path path) {
    CapioTarget current = anyTarget;
    return current == null || path == null ? path : current.restore(path);
  }
}
