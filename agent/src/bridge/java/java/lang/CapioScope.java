package java.lang;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A CAPIO directory that holds for one thread, and for the threads it starts, until it is closed.
 *
 * <p>Scopes nest: a path is the innermost open scope's whose directory contains it, then the
 * agent's own directory's. A thread that was started inside keeps its scope only as long as the
 * scope is open. May be closed by any thread.
 */
public final class CapioScope implements AutoCloseable {

  private static final InheritableThreadLocal<CapioScope> CURRENT =
      new InheritableThreadLocal<CapioScope>();

  /** Knows the directory and the target for a configuration; set once, by the agent. */
  private static volatile Function<String, CapioScope> places;

  /** Tells which running method would bypass a scope; null if none can. */
  private static volatile Supplier<String> oldCode;

  private final CapioDirectory directory;
  private final CapioTarget target;
  private final CapioScope outer;

  /** Whether a rewritten method has opened it, which will close it by its return. */
  private final boolean ofMethod;

  private volatile boolean closed;

  /** Creates one that is not entered: a directory and who serves it. */
  public CapioScope(CapioDirectory directory, CapioTarget target) {
    this(directory, target, null, false);
  }

  private CapioScope(
      CapioDirectory directory, CapioTarget target, CapioScope outer, boolean ofMethod) {
    this.directory = directory;
    this.target = target;
    this.outer = outer;
    this.ofMethod = ofMethod;
  }

  /**
   * Makes scopes possible.
   *
   * @param known gives the directory and the target for a configuration; null ends it
   * @param running tells which of the methods that call it began before they were rewritten and
   *     would bypass a scope; null if the agent was there before the program
   */
  public static void serve(Function<String, CapioScope> known, Supplier<String> running) {
    oldCode = running;
    places = known;
  }

  /**
   * To be asked by code that is not rewritten before it enters.
   *
   * @return which method would bypass the scope and how, as a sentence; null if none would
   */
  public static String bypass() {
    Supplier<String> running = oldCode;
    return running == null ? null : running.get();
  }

  /** Opens a scope for the calling thread; as the configuration says, it may wait for a server. */
  public static AutoCloseable enter(String configuration) {
    Function<String, CapioScope> known = places;
    if (known == null) {
      throw new IllegalStateException(
          "the CAPIO agent of this JVM has not started, or was detached");
    }
    return enter(known, configuration, false);
  }

  /** Opens a scope for the method that is starting; none if the program runs without CAPIO. */
  public static void enterMethod(String configuration) {
    Function<String, CapioScope> known = places;
    if (known != null) {
      enter(known, configuration, true);
    }
  }

  private static CapioScope enter(
      Function<String, CapioScope> known, String configuration, boolean ofMethod) {
    CapioScope place = known.apply(configuration);
    CapioScope scope = new CapioScope(place.directory, place.target, openOne(), ofMethod);
    CURRENT.set(scope);
    CapioBridge.scopesExist(place.target);
    return scope;
  }

  /** Closes the scope of the method that is ending, and those that it has left open. */
  public static void leaveMethod() {
    CapioScope scope = CURRENT.get();
    while (scope != null && !scope.ofMethod) {
      scope.closed = true;
      scope = scope.outer;
    }
    if (scope != null) {
      scope.closed = true;
    }
    restoreOuter();
  }

  @Override
  public void close() {
    closed = true;
    restoreOuter();
  }

  private static void restoreOuter() {
    CapioScope open = openOne();
    if (open == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(open);
    }
  }

  /** Returns the innermost scope of this thread that is open, or null. */
  private static CapioScope openOne() {
    CapioScope scope = CURRENT.get();
    while (scope != null && scope.closed) {
      scope = scope.outer;
    }
    return scope;
  }

  /** Returns the target of the innermost open scope whose directory is below the path, or null. */
  static CapioTarget targetBelow(String path) {
    for (CapioScope scope = CURRENT.get(); scope != null; scope = scope.outer) {
      if (!scope.closed && scope.directory.liesBelow(path)) {
        return scope.target;
      }
    }
    return null;
  }

  /** Returns the target of the innermost open scope that contains the path, or null. */
  static CapioTarget targetOf(String path) {
    for (CapioScope scope = CURRENT.get(); scope != null; scope = scope.outer) {
      if (!scope.closed && scope.directory.contains(path)) {
        return scope.target;
      }
    }
    return null;
  }
}
