package io.capio.agent;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The CAPIO directories of this JVM: the agent's own, and those of contexts, each with one
 * connection however often it is entered. Safe for use by any thread.
 */
final class Places implements Function<String, CapioScope>, Runnable {

  /** PyCAPIO's, for a context that says nothing. */
  private static final String AWAIT_SERVER_SECONDS = "2";

  private final List<String> embeddedServer;
  private final File jar;

  /** By the text of the configuration: asked with every call of an annotated method. */
  private final Map<String, CapioScope> known = new ConcurrentHashMap<>();

  /** By what the texts mean. Guarded by itself. */
  private final Map<Map<String, String>, Connection> connections = new HashMap<>();

  /** Guarded by {@link #connections}. */
  private final Collection<CapioFileTarget> targets = new ArrayList<>();

  /**
   * @param embeddedServer the command that runs the embedded server
   * @param jar the agent's jar
   */
  Places(List<String> embeddedServer, File jar) {
    this.embeddedServer = embeddedServer;
    this.jar = jar;
  }

  /** Adds a target to those that are ended with the JVM. */
  CapioFileTarget add(CapioFileTarget target) {
    synchronized (connections) {
      targets.add(target);
    }
    return target;
  }

  /**
   * Returns the directory and its target for a configuration: keys and values, as those of the
   * agent's arguments, in turn between NULs. Joins the server, or starts one, when a configuration
   * is met for the first time, and waits for it.
   *
   * @throws IllegalArgumentException for a configuration that is wrong
   * @throws UncheckedIOException if the server cannot be reached; a later call tries again
   */
  @Override
  public CapioScope apply(String configuration) {
    CapioScope place = known.get(configuration);
    if (place == null) {
      place = place(settings(configuration));
      known.put(configuration, place);
    }
    return place;
  }

  private Settings settings(String configuration) {
    Map<String, String> pairs = new HashMap<>();
    String[] texts = configuration.split("\0", -1);
    for (int i = 0; i + 1 < texts.length; i += 2) {
      pairs.put(texts[i], texts[i + 1]);
    }
    Settings settings = Settings.resolve(pairs);
    if (!settings.isGiven(Setting.AWAIT_SERVER_TIMEOUT_SECONDS)) {
      pairs.put(Setting.AWAIT_SERVER_TIMEOUT_SECONDS.key(), AWAIT_SERVER_SECONDS);
      settings = Settings.resolve(pairs);
    }
    settings.requireRules();
    return settings.withEmbeddedServer(embeddedServer);
  }

  private CapioScope place(Settings settings) {
    Map<String, String> key = settings.nonDefault();
    Connection connection;
    synchronized (connections) {
      connection = connections.get(key);
      if (connection == null) {
        connection = new Connection(settings);
        connections.put(key, connection);
      }
    }
    try {
      CapioDirectory directory = directory(settings.capioDir());
      connection.fileSystem(settings.capioDir().toString());
      return new CapioScope(directory, add(new CapioFileTarget(connection)));
    } catch (IOException e) {
      synchronized (connections) {
        connections.remove(key, connection);
      }
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Leaves the workflows of contexts as soon as none of their files is open; does not wait.
   *
   * @return how many files are open
   */
  int closeWhenIdle() {
    Collection<Connection> all;
    synchronized (connections) {
      all = new ArrayList<>(connections.values());
      connections.clear();
      known.clear();
    }
    int open = 0;
    for (Connection connection : all) {
      open += connection.closeWhenIdle();
    }
    return open;
  }

  /** Ends all connections, at the end of the JVM. */
  @Override
  public void run() {
    Collection<CapioFileTarget> all;
    synchronized (connections) {
      all = new ArrayList<>(targets);
    }
    // first: whoever is copying a library from a connection that is closed never ends
    for (CapioFileTarget target : all) {
      target.deleteLibraries();
    }
    for (CapioFileTarget target : all) {
      target.run();
    }
  }

  /** Returns the directory, and sees to it that classes in it are read from the disk. */
  CapioDirectory directory(Path capioDir) throws IOException {
    String written = capioDir.toString();
    File lexical = new File(written.isEmpty() ? "." : written);
    // The JDK resolves relative names against a copy of user.dir that it took at its start.
    String userDir = new File("").getAbsolutePath();
    if (Disk.processDirectory() != null) {
      CapioBridge.resolveNames(Disk.processDirectory());
    }
    CapioDirectory inside =
        new CapioDirectory(userDir, lexical.getPath(), lexical.getCanonicalPath());
    CapioLoading.leaveOnDisk(
        ClassPathEntries.ofClasses(inside, userDir, jar),
        ClassPathEntries.ofModules(inside, userDir));
    return inside;
  }
}
