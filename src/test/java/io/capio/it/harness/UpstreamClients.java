package io.capio.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The clients of the CAPIO project, which some sites have. */
public final class UpstreamClients {
  private UpstreamClients() {}

  /** The library for {@code LD_PRELOAD}, from LD_LIBRARY_PATH or where libraries usually lie. */
  public static Optional<Path> preload() {
    String path = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
    return Stream.concat(
            Arrays.stream(path.split(":", -1)).filter(folder -> !folder.isEmpty()),
            Stream.of("/usr/local/lib", "/usr/local/lib64", "/usr/lib", "/usr/lib64"))
        .map(folder -> Path.of(folder, "libcapio_posix.so"))
        .filter(Files::isReadable)
        .findFirst();
  }

  /** A Python that has PyCAPIO, the {@code python3} of the PATH. */
  public static Optional<String> python() {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "import pycapio")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = python.waitFor(20, TimeUnit.SECONDS);
      python.destroyForcibly();
      return ended && python.exitValue() == 0 ? Optional.of("python3") : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
