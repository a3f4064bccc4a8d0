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
    boolean everywhere = !settings.annotatedOnly();
    Connection connection = everywhere ? new Connection(settings) : null;
    new Weaver(AgentStart.ENTRY_CLASS, System.err, dump).install(instrumentation, attached);
    Probe.run();
    Places places = new Places(settings.embeddedServer(), jar);
    if (everywhere) {
      CapioFileTarget target = places.add(new CapioFileTarget(connection));
      CapioBridge.connect(places.directory(settings.capioDir()), target);
    }
    CapioScope.serve(places, attached);
    CapioBridge.atShutdown(places);
  }
}
