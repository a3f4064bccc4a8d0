package java.lang;

import java.io.File;
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

  /** As {@code ProcessImpl.start}; the program sees on the disk what this one has written. */
  public static Process start(
      String[] command,
      Map<String, String> environment,
      String directory,
      ProcessBuilder.Redirect[] redirects,
      boolean redirectErrorStream)
      throws IOException {
    CapioTarget target = CapioBridge.target();
    if (target == null) {
      return ProcessImpl.start(command, environment, directory, redirects, redirectErrorStream);
    }
    target.startsProgram();
    Process started = null;
    try {
      started = ProcessImpl.start(command, environment, directory, redirects, redirectErrorStream);
      return started;
    } finally {
      target.startedProgram(started);
    }
  }

  /**
   * Starts a program that has nothing to do with what this one writes. As {@code
   * ProcessBuilder.start} does it, but for its log message: whoever asks for a logger may have to
   * wait for a thread that configures logging, which waits for this.
   */
  public static Process startApart(ProcessBuilder builder) throws IOException {
    String[] command = builder.command().toArray(new String[0]);
    File directory = builder.directory();
    return ProcessImpl.start(
        command,
        builder.environment(),
        directory == null ? null : directory.getPath(),
        new ProcessBuilder.Redirect[] {
          builder.redirectInput(), builder.redirectOutput(), builder.redirectError()
        },
        builder.redirectErrorStream());
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
