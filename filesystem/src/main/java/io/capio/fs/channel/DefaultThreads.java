package io.capio.fs.channel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of asynchronous channels that were opened without an executor, as many as operations
 * are under way, so that none that waits for a producer holds up another. They come from the
 * factory that the system property {@value #FACTORY} names, as those of the JDK's own channels do.
 *
 * <p>Initialised by the first such channel; what is wrong with the properties is thrown there, as
 * the {@link Error} that the JDK throws.
 */
final class DefaultThreads {
  private static final String FACTORY = "java.nio.channels.DefaultThreadPool.threadFactory";
  private static final String INITIAL_SIZE = "java.nio.channels.DefaultThreadPool.initialSize";

  static final ExecutorService EXECUTOR = executor();

  private DefaultThreads() {}

  private static ExecutorService executor() {
    requireInitialSize();
    return Executors.newCachedThreadPool(factory());
  }

  /** The JDK starts no thread early for channels of files either, but refuses what is no number. */
  private static void requireInitialSize() {
    String value = System.getProperty(INITIAL_SIZE);
    try {
      if (value != null) {
        Integer.parseInt(value);
      }
    } catch (NumberFormatException e) {
      throw new Error("Value of property '" + INITIAL_SIZE + "' is invalid: " + e);
    }
  }

  @SuppressWarnings({
    "deprecation",
    "ClassNewInstance"
  }) // what the constructor throws is to be thrown as it is
  private static ThreadFactory factory() {
    String name = System.getProperty(FACTORY);
    if (name == null) {
      return task -> {
        Thread thread = new Thread(task, "capio-async");
        thread.setDaemon(true);
        return thread;
      };
    }
    try {
      return (ThreadFactory)
          Class.forName(name, true, ClassLoader.getSystemClassLoader()).newInstance();
    } catch (ReflectiveOperationException e) {
      throw new Error(e);
    }
  }
}
