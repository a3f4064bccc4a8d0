package io.capio.ipc;

/**
 * Starts CAPIO's own threads: daemons among those of the JVM itself, so that a program which looks
 * at the threads of its own group finds its own, without values or class loaders of the program's.
 */
public final class ServiceThread {
  private ServiceThread() {}

  /** Starts a thread; what it starts in turn is of the same group. */
  public static void start(Runnable work, String name) {
    Thread thread = new Thread(group(), work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ServiceThread.class.getClassLoader());
    thread.start();
  }

  /** That of the JVM, or of the caller where a security manager does not let it leave its own. */
  private static ThreadGroup group() {
    ThreadGroup own = Thread.currentThread().getThreadGroup();
    try {
      ThreadGroup top = own;
      while (top.getParent() != null) {
        top = top.getParent();
      }
      return top;
    } catch (SecurityException e) {
      return own;
    }
  }
}
