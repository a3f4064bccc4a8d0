package io.capio.launcher.run;

import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SearchPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A java executable and the options that its version wants.
 *
 * @param executable the java command
 * @param options the JVM's options, without the agent
 */
public record JavaCommand(Path executable, List<String> options) {
  /** From this version on JNA makes the JVM warn unless native access is enabled. */
  private static final int NATIVE_ACCESS_WARNS = 24;

  /**
   * The java of the user's choice.
   *
   * @param java an executable, a JDK's home, a name on the PATH, or null for the running JDK
   * @param options the user's JVM options
   */
  public static JavaCommand of(String java, List<String> options) {
    Path executable =
        java == null ? Path.of(System.getProperty("java.home"), "bin", "java") : find(java);
    List<String> all = new ArrayList<>();
    int version = java == null ? Runtime.version().feature() : version(executable);
    if (version >= NATIVE_ACCESS_WARNS) {
      all.add("--enable-native-access=ALL-UNNAMED");
    }
    all.addAll(options);
    return new JavaCommand(executable, List.copyOf(all));
  }

  private static Path find(String java) {
    Path given = Path.of(java);
    Path inHome = given.resolve("bin/java");
    if (Files.isDirectory(given) && Files.isExecutable(inHome)) {
      return inHome.toAbsolutePath();
    }
    if (java.contains("/")) {
      if (SearchPath.isCommand(given)) {
        return given.toAbsolutePath();
      }
    } else if (!SearchPath.find(java).isEmpty()) {
      return SearchPath.find(java).get(0);
    }
    throw LauncherException.usage("--java " + java + " is neither a JDK nor a java executable");
  }

  /** The feature version in the file {@code release} of the JDK, or 0 if it does not say. */
  private static int version(Path executable) {
    try (BufferedReader in =
        Files.newBufferedReader(executable.toRealPath().resolveSibling("../release").normalize())) {
      Properties release = new Properties();
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException unknown) {
      return 0;
    }
  }
}
