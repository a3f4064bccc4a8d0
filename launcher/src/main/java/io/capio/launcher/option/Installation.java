package io.capio.launcher.option;

import io.capio.ipc.JnaFolder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the parts of CAPIO for the JVM lie, found from where this class was loaded. */
public final class Installation {
  private static final String AGENT = "capio-agent.jar";

  private Installation() {}

  /** The jar (or folder of classes) that holds the launcher and the embedded server. */
  public static Path launcher() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw LauncherException.internal("the launcher does not know where it lies", e);
    }
  }

  /** The jar of the agent: given by the property {@code capio.agent}, beside ours, or as built. */
  public static Path agent() {
    String given = System.getProperty("capio.agent");
    if (given != null) {
      return require(List.of(Path.of(given).toAbsolutePath()));
    }
    return require(
        List.of(launcher().resolveSibling(AGENT), root().resolve("agent/target/" + AGENT)));
  }

  /** A jar of the examples. */
  public static Path example(String jar) {
    return require(
        List.of(launcher().resolveSibling(jar), root().resolve("examples/target/" + jar)));
  }

  /** The clone's root when the launcher lies in launcher/target. */
  private static Path root() {
    return launcher().resolveSibling("../..").normalize();
  }

  private static Path require(List<Path> candidates) {
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw LauncherException.internal(
        "the installation is not complete: there is no " + candidates.get(candidates.size() - 1),
        null);
  }

  /** The command that runs the embedded server, to which its options are appended. */
  public static List<String> embeddedServer() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path launcher = launcher();
    if (Files.isRegularFile(launcher)) {
      command.addAll(ClassArchive.options(launcher));
      // through the launcher's main, whose manifest allows native access and which keeps the name
      // capio_server in the command line
      command.addAll(List.of("-jar", launcher.toString(), "capio_server"));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.capio.server.Main"));
    }
    return command;
  }

  /** Version of this launcher, as its jar says. */
  public static String version() {
    String version = Installation.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /**
   * Makes the CAPIO directory if its parent exists, and keeps what JNA unpacks out of it.
   *
   * @throws LauncherException (usage) if there is neither, something else has the name, or it is
   *     one that no server serves
   */
  public static void prepareDirectory(Path directory) {
    JnaFolder.keepOutOf(directory);
    if (Files.isDirectory(directory)) {
      requireOrdinary(directory);
      return;
    }
    if (Files.exists(directory)) {
      throw LauncherException.usage("the CAPIO directory " + directory + " is not a directory");
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw LauncherException.usage(
          "the CAPIO directory " + directory + " does not exist, and neither does its parent");
    }
    try {
      Files.createDirectory(directory);
    } catch (IOException e) {
      throw LauncherException.usage(
          "cannot make the CAPIO directory " + directory + ": " + LauncherException.why(e), e);
    }
  }

  private static void requireOrdinary(Path directory) {
    Path real;
    try {
      real = directory.toRealPath();
    } catch (IOException e) {
      throw LauncherException.usage(
          "the CAPIO directory " + directory + " cannot be used: " + LauncherException.why(e), e);
    }
    if (real.getNameCount() == 0 || real.startsWith("/proc") || real.startsWith("/sys")) {
      throw LauncherException.usage(
          "the CAPIO directory must not be /, /proc or /sys, or below the latter: " + real);
    }
  }
}
