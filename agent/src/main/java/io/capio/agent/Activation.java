package io.capio.agent;

import io.capio.agent.weave.Weaver;
import io.capio.client.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent at work, from its start until it is detached: the part that links to the bridge, a
 * class of its own because it cannot be loaded before the bridge is defined.
 */
final class Activation {

  /** All there have been: what a detached one left open is closed at the end of the JVM. */
  private static final List<CapioFileTarget> TARGETS = new ArrayList<>();

  private final Instrumentation instrumentation;
  private final Weaver weaver;
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
    Connection connection = new Connection(settings);
    Weaver weaver = new Weaver(AgentStart.ENTRY_CLASS, System.err, dump);
    Activation started = new Activation(instrumentation, weaver, connection);
    if (attached) {
      connection.fileSystem(settings.capioDir().toString());
    }
    boolean done = false;
    try {
      started.changedClasses = weaver.install(instrumentation, attached);
      Probe.run();
      CapioDirectory inside = directory(settings.capioDir());
      CapioLoading.leaveOnDisk(ClassPathEntries.inside(inside, userDir(), jar));
      CapioFileTarget target = new CapioFileTarget(connection);
      CapioBridge.connect(inside, target);
      closeAtShutdown(target);
      done = true;
      return started;
    } finally {
      if (!done && attached) {
        started.stop();
      }
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
    int open = connection.closeWhenIdle();
    int[] classes = weaver.remove(instrumentation, open > 0);
    return new int[] {classes[0], classes[1], open};
  }

  private static void closeAtShutdown(CapioFileTarget target) {
    synchronized (TARGETS) {
      TARGETS.add(target);
      if (TARGETS.size() == 1) {
        CapioBridge.atShutdown(new CloseAll());
      }
    }
  }

  private static final class CloseAll implements Runnable {
    @Override
    public void run() {
      List<CapioFileTarget> all;
      synchronized (TARGETS) {
        all = new ArrayList<>(TARGETS);
      }
      for (CapioFileTarget target : all) {
        target.run();
      }
    }
  }

  private static CapioDirectory directory(Path capioDir) throws IOException {
    String written = capioDir.toString();
    File lexical = new File(written.isEmpty() ? "." : written);
    return new CapioDirectory(userDir(), lexical.getPath(), lexical.getCanonicalPath());
  }

  /** The JDK resolves relative names against a copy of user.dir that it took at its start. */
  private static String userDir() {
    return new File("").getAbsolutePath();
  }
}
