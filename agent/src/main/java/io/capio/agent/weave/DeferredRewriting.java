package io.capio.agent.weave;

import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/**
 * Classes of the JDK that every start has loaded already, and that few programs need rewritten:
 * rewriting them waits until something may need it.
 *
 * <p>Safe for use by any thread.
 */
final class DeferredRewriting implements Runnable {

  private final Instrumentation instrumentation;
  private final PrintStream errors;
  private final String what;
  private final String consequence;
  private final List<Class<?>> waiting = new ArrayList<>();
  private boolean complete;
  private boolean wanted;
  private volatile boolean rewritten;

  private DeferredRewriting(
      Instrumentation instrumentation, PrintStream errors, String what, String consequence) {
    this.instrumentation = instrumentation;
    this.errors = errors;
    this.what = what;
    this.consequence = consequence;
  }

  /** Begins for the classes through which archives are read and the JVM loads classes. */
  static DeferredRewriting ofLoaders(Instrumentation instrumentation, PrintStream errors) {
    return new DeferredRewriting(
        instrumentation,
        errors,
        "the JDK's archives",
        "those in the CAPIO directory are looked for on the disk");
  }

  /** Begins for the streams that a program's own may extend. */
  static DeferredRewriting ofStreams(Instrumentation instrumentation, PrintStream errors) {
    return new DeferredRewriting(
        instrumentation,
        errors,
        "the JDK's streams",
        "final methods of the program's own streams bypass CAPIO");
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
   * Rewrites them, if that has not been done. Called on the thread that needs it, for example one
   * that loads a class: nothing of that class can have run when this returns.
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
      Retransformation.of(instrumentation, waiting);
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      errors.println(
          "capio: cannot rewrite "
              .concat(what)
              .concat(": ")
              .concat(e.toString())
              .concat("; ")
              .concat(consequence));
    }
  }
}
