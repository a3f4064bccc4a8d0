package io.capio.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server of the CAPIO project, which some sites have on their PATH. */
public final class NativeServer {
  private NativeServer() {}

  /** A {@code capio_server} that is not ours, and that runs. */
  public static Optional<Path> find() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, "capio_server"))
        .filter(Files::isExecutable)
        .filter(NativeServer::isNative)
        .findFirst();
  }

  private static boolean isNative(Path file) {
    try {
      if (file.toRealPath().startsWith(Artifacts.ROOT)) {
        return false;
      }
      Process help =
          new ProcessBuilder(file.toString(), "--help").redirectErrorStream(true).start();
      String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return help.waitFor(10, TimeUnit.SECONDS)
          && help.exitValue() == 0
          && !said.contains("(JVM)")
          && !said.contains("--end-when-idle");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
