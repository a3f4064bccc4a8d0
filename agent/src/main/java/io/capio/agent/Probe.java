package io.capio.agent;

import io.capio.ipc.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Proves at start that rewriting works on this JVM. */
final class Probe {

  /** Nothing can be created there. */
  private static final String DIRECTORY = "/proc/self/capio-probe";

  private Probe() {}

  /**
   * Runs {@link ProbeCalls} in a fresh loader.
   *
   * @throws IllegalStateException if its calls did not all reach the bridge
   */
  static void run() throws IOException, ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    Consumer<Path> calls =
        (Consumer<Path>) new ProbeLoader().define().getConstructor().newInstance();
    CapioBridge.beginProbe(new CapioDirectory("/", DIRECTORY, DIRECTORY));
    int hits;
    try {
      calls.accept(Disk.path(DIRECTORY, "file"));
    } finally {
      hits = CapioBridge.endProbe();
    }
    if (hits != ProbeCalls.EXPECTED) {
      throw new IllegalStateException(
          "only " + hits + " of " + ProbeCalls.EXPECTED + " probe calls were rewritten");
    }
  }

  private static final class ProbeLoader extends ClassLoader {

    ProbeLoader() {
      super(getPlatformClassLoader());
    }

    Class<?> define() throws IOException {
      String name = ProbeCalls.class.getName();
      String path = name.replace('.', '/').concat(".class");
      try (InputStream in = Probe.class.getClassLoader().getResourceAsStream(path)) {
        byte[] classFile = in.readAllBytes();
        return defineClass(name, classFile, 0, classFile.length);
      }
    }
  }
}
