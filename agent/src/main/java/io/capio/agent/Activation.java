package io.capio.agent;

import io.capio.agent.weave.Weaver;
import io.capio.client.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;

/**
 * The part of the start that links to the bridge: a class of its own, because it cannot be loaded
 * before the bridge is defined.
 */
final class Activation {

  private Activation() {}

  /** Installs the transformer, proves that it works, and gives the directory to CAPIO. */
  static void run(
      Settings settings, Instrumentation instrumentation, boolean attached, Path dump, File jar)
      throws IOException, ReflectiveOperationException, UnmodifiableClassException {
    if (Runtime.version().feature() >= AgentStart.NATIVE_ACCESS_WARNING) {
      CapioBridge.enableNativeAccess();
    }
    Connection connection = new Connection(settings);
    new Weaver(AgentStart.ENTRY_CLASS, System.err, dump).install(instrumentation, attached);
    Probe.run();
    CapioFileTarget target = new CapioFileTarget(connection);
    CapioDirectory inside = directory(settings.capioDir());
    CapioLoading.leaveOnDisk(ClassPathEntries.inside(inside, userDir(), jar));
    CapioBridge.connect(inside, target);
    CapioBridge.atShutdown(target);
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
