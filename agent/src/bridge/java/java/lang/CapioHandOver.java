package java.lang;

import java.io.IOException;
import java.util.Map;

/** Called before something else than Java code is going to open files by name. */
public final class CapioHandOver {

  private CapioHandOver() {}

  /** What has been written and closed is on the disk afterwards, for programs and for the JVM. */
  public static void toDisk() {
    CapioTarget target = CapioBridge.target();
    if (target != null) {
      target.persist();
    }
  }

  /**
   * Starts a program as the JDK does, which finds on the disk what has been written before, and
   * from then on what is closed while it runs.
   */
  public static Process start(
      String[] command,
      Map<String, String> environment,
      String directory,
      ProcessBuilder.Redirect[] redirects,
      boolean redirectErrorStream)
      throws IOException {
    toDisk();
    Process process =
        ProcessImpl.start(command, environment, directory, redirects, redirectErrorStream);
    CapioTarget target = CapioBridge.target();
    if (target != null) {
      target.hasStarted(process);
    }
    return process;
  }

  /**
   * Returns the name under which the JVM finds a native library, whose file may be the program's
   * own work; the given one if it is on the disk or nowhere.
   */
  public static String load(String library) {
    CapioTarget target = CapioBridge.targetOf(library);
    return target == null || library.charAt(0) != '/' ? library : target.library(library);
  }
}
