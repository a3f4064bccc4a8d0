package io.capio.agent.weave;

import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK's classes for archives and class loading, which every start has loaded already: rewriting
 * them waits until the program loads a class that may need it, because most programs never do.
 *
 * <p>Safe for use by any thread.
 */
final class LoadedLoaders implements Runnable {

  /** The JDK loads it for the first {@code jar:} URL. */
  static final String OF_JAR_URLS = "sun/net/www/protocol/jar/URLJarFile";

  private final Instrumentation instrumentation;
  private final PrintStream errors;
  private final List<Class<?>> waiting = new ArrayList<>();
  private boolean complete;
  private boolean wanted;
  private volatile boolean rewritten;

  LoadedLoaders(Instrumentation instrumentation, PrintStream errors) {
    this.instrumentation = instrumentation;
    this.errors = errors;
  }

  synchronized void add(Class<?> loaded) {
    waiting.add(loaded);
  }

  /**
   * To be called when all have been added.
   *
   * @param now whether the program may need them already
   */
  synchronized void complete(boolean now) {
    complete = true;
    if (now || wanted) {
      rewriteOnce();
    }
  }

  /**
   * Rewrites them, if that has not been done. Called on the thread that loads the class that needs
   * it: nothing of that class can have run when this returns.
   */
  void rewrite() {
    if (!rewritten) {
      rewriteOnce();
    }
  }

  /** The JVM lets no transformer see what a thread rewrites while that loads a class. */
  private synchronized void rewriteOnce() {
    wanted = true;
    if (complete && !rewritten) {
      Thread thread = new Thread(null, this, "capio-weave", 0, false);
      thread.setDaemon(true);
      thread.start();
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      rewritten = true;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes no lock: whoever started it waits for it. */
  @Override
  public void run() {
    try {
      instrumentation.retransformClasses(waiting.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      errors.println(
          "capio: cannot rewrite the JDK's archives: "
              .concat(e.toString())
              .concat("; those in the CAPIO directory are looked for on the disk"));
    }
  }
}
