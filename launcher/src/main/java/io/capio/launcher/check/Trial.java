package io.capio.launcher.check;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.attach.RunningJvm;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.run.JavaCommand;
import io.capio.launcher.run.ProgramCommand;
import io.capio.launcher.run.WorkflowServer;
import io.capio.launcher.target.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything once, for real: the embedded server, a program with the agent that passes a file
 * through it, and a question through the attach mechanism, in a workflow of its own.
 */
final class Trial {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SERVER = "embedded server";
  private static final String AGENT = "agent";
  private static final String ATTACH = "attach";

  private final Path folder;
  private final List<Finding> findings = new ArrayList<>();

  private Trial(Path folder) {
    this.folder = folder;
  }

  /** Tries; takes two or three seconds. */
  static List<Finding> run() throws IOException {
    Path folder = Files.createTempDirectory("capio-doctor-");
    try {
      Trial trial = new Trial(folder);
      trial.tryAll();
      return trial.findings;
    } finally {
      Files.deleteIfExists(folder.resolve("said"));
      Files.deleteIfExists(folder.resolve("data/probe"));
      Files.deleteIfExists(folder.resolve("data"));
      Files.deleteIfExists(folder);
    }
  }

  private void tryAll() throws IOException {
    Settings settings = settings();
    Path agent;
    WorkflowServer server;
    try {
      agent = Installation.agent();
      server = WorkflowServer.ensure(settings);
    } catch (IOException | LauncherException e) {
      findings.add(
          Finding.error(SERVER, e.getMessage(), "see the lines above, and capio-run server start"));
      return;
    }
    findings.add(Finding.ok(SERVER, "version " + Installation.version() + ", starts and answers"));
    try {
      tryAgent(settings, agent);
    } finally {
      server.release();
    }
  }

  private Settings settings() throws IOException {
    SettingOptions options = new SettingOptions();
    options.override(Setting.CAPIO_DIR, Files.createDirectory(folder.resolve("data")).toString());
    options.override(Setting.WORKFLOW_NAME, "capio-doctor-" + ProcessHandle.current().pid());
    options.override(Setting.APP_NAME, "doctor");
    options.override(Setting.CAPIO_CL, "");
    options.override(Setting.STREAM, "true");
    options.override(Setting.SERVER_EXEC_PATH, "embedded");
    return options.settings().withEmbeddedServer(Installation.embeddedServer());
  }

  private void tryAgent(Settings settings, Path agent) throws IOException {
    Target target =
        new Target(
            List.of("-cp", Installation.launcher().toString(), TrialProgram.class.getName()),
            "doctor",
            List.of(settings.capioDir().resolve("probe").toString()));
    ProcessBuilder builder =
        ProgramCommand.underCapio(JavaCommand.of(null, List.of()), agent, settings, target);
    Path said = folder.resolve("said");
    Process program = builder.redirectError(said.toFile()).start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      // ends at the latest when the program does, which ends when nobody talks to it
      String line = output.readLine();
      if (TrialProgram.SUCCESS.equals(line)) {
        findings.add(Finding.ok(AGENT, "file operations are rewritten and reach the server"));
        tryAttach(program.pid());
      } else {
        String why = Files.readString(said, StandardCharsets.UTF_8).strip();
        findings.add(
            Finding.error(
                AGENT,
                (line == null ? "the program ends at once" : line) + ": " + why,
                "another agent or an option in JAVA_TOOL_OPTIONS or JDK_JAVA_OPTIONS may be in the"
                    + " way"));
      }
    } finally {
      end(program);
    }
  }

  private void tryAttach(long pid) {
    try {
      RunningJvm.requireModule();
      String active = new RunningJvm(pid, PATIENCE).activeSettings();
      findings.add(
          active == null
              ? Finding.error(ATTACH, "the agent does not say that it is active", "report this")
              : Finding.ok(ATTACH, "a running program of this user answers"));
    } catch (LauncherException e) {
      findings.add(
          Finding.warning(
              ATTACH, e.getMessage(), "capio-run attach cannot be used, capio-run TARGET can"));
    }
  }

  private static void end(Process program) throws IOException {
    program.getOutputStream().close();
    try {
      if (program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    program.destroyForcibly();
  }
}
