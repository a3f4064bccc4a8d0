package io.capio.agent;

import io.capio.agent.weave.Weaver;
import io.capio.client.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;

/**
 * The agent at work, from its start until it is detached: the part that links to the bridge, a
 * class of its own because it cannot be loaded before the bridge is defined.
 */
final class Activation {

  /** Of all there have been: what a detached one left open is closed at the end of the JVM. */
  private static Places places;

  private final Instrumentation instrumentation;
  private final Weaver weaver;

  /** Null if contexts only are intercepted. */
  private final Connection connection;

  private int changedClasses;

  private Activation(Instrumentation instrumentation, Weaver weaver, Connection connection) {
    this.instrumentation = instrumentation;
    this.weaver = weaver;
    this.connection = connection;
  }

  /**
   * Installs the transformer, proves that it works, and gives the directory to CAPIO. In a program
   * that runs already the server is reached first, so that a failure leaves everything as it was.
   */
  static Activation start(
      Settings settings, Instrumentation instrumentation, boolean attached, Path dump, File jar)
      throws IOException, ReflectiveOperationException, UnmodifiableClassException {
    if (Runtime.version().feature() >= AgentStart.NATIVE_ACCESS_WARNING) {
      CapioBridge.enableNativeAccess();
    }
    boolean everywhere = !settings.annotatedOnly();
    Connection connection = everywhere ? new Connection(settings) : null;
    Weaver weaver = new Weaver(AgentStart.ENTRY_CLASS, System.err, dump);
    Activation started = new Activation(instrumentation, weaver, connection);
    if (attached && everywhere) {
      connection.fileSystem(settings.capioDir().toString());
    }
    boolean done = false;
    try {
      started.changedClasses = weaver.install(instrumentation, attached);
      Probe.run();
      started.serve(settings, jar);
      done = true;
      return started;
    } finally {
      if (!done && attached) {
        started.stop();
      }
    }
  }

  private void serve(Settings settings, File jar) throws IOException {
    synchronized (Activation.class) {
      if (places == null) {
        places = new Places(settings.embeddedServer(), jar);
        CapioBridge.atShutdown(places);
      }
      if (connection != null) {
        CapioDirectory inside = places.directory(settings.capioDir());
        CapioBridge.connect(inside, places.add(new CapioFileTarget(connection)));
      }
      CapioScope.serve(places, weaver.oldCode());
    }
  }

  /** How many classes were loaded already and have been changed. */
  int changedClasses() {
    return changedClasses;
  }

  /**
   * Takes the agent out: new operations are the disk's, files that are open go on, and when the
   * last is closed the workflow is left.
   *
   * @return how many classes were restored, how many still have rewritten calls, and how many files
   *     are open
   */
  int[] stop() {
    CapioBridge.disconnect();
    CapioScope.serve(null, null);
    int open = connection == null ? 0 : connection.closeWhenIdle();
    open += closeContexts();
    int[] classes = weaver.remove(instrumentation, open > 0);
    return new int[] {classes[0], classes[1], open};
  }

  private static synchronized int closeContexts() {
    return places == null ? 0 : places.closeWhenIdle();
  }
}
