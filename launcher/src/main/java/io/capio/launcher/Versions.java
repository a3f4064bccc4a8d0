package io.capio.launcher;

import com.sun.jna.Native;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** The versions of all parts. */
final class Versions implements IVersionProvider {
  private static final String UNKNOWN = "unknown";

  @Override
  public String[] getVersion() {
    Attributes agent = agent();
    return new String[] {
      "capio-run " + Installation.version(),
      "agent " + value(agent, Attributes.Name.IMPLEMENTATION_VERSION.toString()),
      "wire format CAPIO 1.0, with the extensions of this server",
      "CAPIO-CL 1 and 1.1",
      "JNA " + Native.VERSION,
      "Byte Buddy " + value(agent, "Byte-Buddy-Version"),
      "picocli " + CommandLine.VERSION,
      "Java " + Runtime.version() + ", " + System.getProperty("java.home")
    };
  }

  private static String value(Attributes agent, String name) {
    String value = agent == null ? null : agent.getValue(name);
    return value == null ? UNKNOWN : value;
  }

  /** Null if the installation has no readable agent, which doctor explains. */
  private static Attributes agent() {
    try {
      Path jar = Installation.agent();
      try (JarFile file = new JarFile(jar.toFile())) {
        return file.getManifest() == null ? null : file.getManifest().getMainAttributes();
      }
    } catch (IOException | LauncherException e) {
      return null;
    }
  }
}
