package io.capio.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/** The transformer in the JVM of the tests, as the agent installs it. */
final class InstalledWeaver {

  private static boolean installed;

  private InstalledWeaver() {}

  static synchronized void install() {
    if (!installed) {
      try {
        Weaver weaver = new Weaver("io.capio.agent.CapioAgent", System.err, null);
        weaver.install(instrumentation(), false);
      } catch (UnmodifiableClassException e) {
        throw new AssertionError(e);
      }
      installed = true;
    }
  }

  static Instrumentation instrumentation() {
    try {
      // By reflection: the class carries annotations that javac cannot find and warns about.
      return (Instrumentation)
          Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no instrumentation", e);
    }
  }
}
