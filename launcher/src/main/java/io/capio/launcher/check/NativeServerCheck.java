package io.capio.launcher.check;

import io.capio.launcher.option.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server of the CAPIO project, which some sites have. */
final class NativeServerCheck {
  private static final String ABOUT = "native server";
  private static final Pattern VERSION = Pattern.compile("V\\. ?(\\d+(?:\\.\\d+)*)");
  private static final long PATIENCE_SECONDS = 10;

  private NativeServerCheck() {}

  static Finding find() {
    Finding broken = null;
    for (Path candidate : SearchPath.find("capio_server")) {
      Finding finding = of(candidate);
      if (finding != null && finding.level() == Finding.Level.OK) {
        return finding;
      }
      broken = broken == null ? finding : broken;
    }
    return broken != null
        ? broken
        : Finding.ok(ABOUT, "none on the PATH; the embedded one needs none");
  }

  /** Null for the embedded server under its other name. */
  private static Finding of(Path candidate) {
    try {
      String help = help(candidate);
      if (help.contains("--end-when-idle") || help.contains("(JVM)")) {
        return null;
      }
      Matcher version = VERSION.matcher(help);
      if (version.find()) {
        return Finding.ok(
            ABOUT,
            candidate
                + ", version "
                + version.group(1)
                + ", used with --server-exec-path capio_server");
      }
      return Finding.warning(
          ABOUT,
          candidate
              + " does not tell its version: "
              + help.strip().lines().findFirst().orElse("no word"),
          "run " + candidate + " --help to see why; the embedded server needs none");
    } catch (IOException e) {
      return Finding.warning(
          ABOUT, candidate + ": " + e.getMessage(), "the embedded server needs none");
    }
  }

  private static String help(Path candidate) throws IOException {
    Path said = Files.createTempFile("capio-doctor-", ".txt");
    try {
      Process process =
          new ProcessBuilder(candidate.toString(), "--help")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended;
      try {
        ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        ended = false;
      }
      if (!ended) {
        process.destroyForcibly();
        throw new IOException("it does not answer --help");
      }
      // it says the version with the logo in colours
      return Files.readString(said, StandardCharsets.ISO_8859_1).replaceAll("\033\\[[0-9;]*m", "");
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
