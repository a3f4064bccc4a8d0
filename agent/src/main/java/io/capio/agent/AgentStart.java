package io.capio.agent;

import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The agent's start, in the isolated loader. */
public final class AgentStart implements Consumer<Object[]> {

  /** Named, not referred to: the isolated loader does not see it. */
  static final String ENTRY_CLASS = "io.capio.agent.CapioAgent";

  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int SOFTWARE = 70;
  private static final int REFUSED = 77;

  /** The first JDK that warns when a native library is loaded. */
  static final int NATIVE_ACCESS_WARNING = 22;

  /** Names the file system that a program puts in the place of the JDK's. */
  private static final String DEFAULT_PROVIDER = "java.nio.file.spi.DefaultFileSystemProvider";

  /** The agent's own argument: a directory for the rewritten class files. */
  private static final String DUMP = "dump";

  /** Names a call from outside, whose answer somebody waits for. */
  private static final String REPORT = "report";

  private static final String DETACH = "detach";

  /** Tells, while the agent is active, with what settings. */
  private static final String ACTIVE = "io.capio.agent.active";

  private Instrumentation instrumentation;
  private boolean attached;
  private File jar;

  /** Whether this loader's agent has defined the bridge. */
  private boolean defined;

  private Activation active;
  private ActiveSettings activeSettings;

  /**
   * Starts the agent, or ends the JVM with one line if it must not run without; in a program that
   * runs already, it may also be taken out.
   *
   * @param call the agent's arguments or null, the JVM's {@link Instrumentation}, whether the
   *     program is running already, and the agent's jar as a {@link File}
   */
  @Override
  public synchronized void accept(Object[] call) {
    instrumentation = (Instrumentation) call[1];
    attached = (Boolean) call[2];
    jar = (File) call[3];
    run((String) call[0]);
  }

  private void run(String arguments) {
    Settings settings = null;
    AttachReport report = new AttachReport(null);
    try {
      if (System.getProperty(DEFAULT_PROVIDER) != null) {
        Disk.use(BridgeDefinition.diskFileSystem(instrumentation));
      }
      Map<String, String> pairs = AgentArguments.parse(arguments);
      report = new AttachReport(pairs.remove(REPORT));
      String dump = pairs.remove(DUMP);
      if ("true".equals(pairs.remove(DETACH))) {
        stop(report);
        return;
      }
      settings = settings(pairs);
      settings.requireRules();
      if (!attached && !settings.annotatedOnly() && !Files.isDirectory(settings.capioDir())) {
        System.err.println(
            "capio: warning: the CAPIO directory "
                + settings.capioDir().toAbsolutePath()
                + " does not exist; files below it cannot be used, all others are the disk's");
      }
      start(settings, dump == null ? null : Disk.path(dump), report);
    } catch (IllegalArgumentException e) {
      fail(e.getMessage(), settings, e, report, USAGE);
    } catch (IOException e) {
      fail(e.getMessage(), settings, e, report, UNAVAILABLE);
    } catch (Throwable e) {
      fail("file operations cannot be rewritten on this JVM: " + e, settings, e, report, SOFTWARE);
    }
  }

  private void start(Settings settings, Path dump, AttachReport report) throws Exception {
    ActiveSettings asked = new ActiveSettings(settings);
    if (active != null || (!defined && BridgeDefinition.isDefined())) {
      refuse(asked, report);
      return;
    }
    if (!defined) {
      BridgeDefinition.define(instrumentation);
      defined = true;
    }
    active = Activation.start(settings, instrumentation, attached, dump, jar);
    activeSettings = asked;
    System.setProperty(ACTIVE, asked.summary());
    report.done(
        "attached",
        "is under CAPIO now, "
            + asked.summary()
            + ": "
            + classes(active.changedClasses())
            + " changed in "
            + report.millis()
            + " ms",
        active.changedClasses(),
        0);
  }

  private void refuse(ActiveSettings asked, AttachReport report) {
    if (!report.isWanted()) {
      System.err.println("capio: the agent is already active in this JVM");
    } else if (activeSettings == null) {
      report.failed(REFUSED, "has another agent of CAPIO");
    } else if (activeSettings.differences(asked).isEmpty()) {
      report.done(
          "unchanged", "is under CAPIO already, " + asked.summary() + "; nothing was done", 0, 0);
    } else {
      report.failed(
          REFUSED,
          "is under CAPIO already with "
              + activeSettings.differences(asked)
              + ", and not as asked with "
              + asked.differences(activeSettings)
              + "; capio-run detach takes it out first");
    }
  }

  private void stop(AttachReport report) {
    if (active == null) {
      report.done("absent", "is not under CAPIO; nothing was done", 0, 0);
      return;
    }
    int[] done = active.stop();
    active = null;
    activeSettings = null;
    System.clearProperty(ACTIVE);
    String kept =
        done[1] == 0 ? "" : "; still rewritten, but passing on to the disk: " + classes(done[1]);
    String open = done[2] == 0 ? "" : "; files that are open go on: " + done[2];
    report.done(
        "detached",
        "is no longer under CAPIO: "
            + classes(done[0])
            + " restored in "
            + report.millis()
            + " ms"
            + kept
            + open,
        done[0],
        done[1]);
  }

  private static String classes(int count) {
    return count == 1 ? "1 class" : count + " classes";
  }

  /** The embedded server, when one must be started, runs from the agent's own jar. */
  private Settings settings(Map<String, String> pairs) {
    Settings settings = Settings.resolve(pairs);
    if (!settings.hasAppName()) {
      String name = ProgramName.step(System.getProperty("sun.java.command"));
      if (name != null) {
        pairs.put("appName", name);
        settings = Settings.resolve(pairs);
      }
    }
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home").concat("/bin/java"));
    if (Runtime.version().feature() >= NATIVE_ACCESS_WARNING) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    Collections.addAll(command, "-cp", jar.getPath(), ENTRY_CLASS, "server");
    return settings.withEmbeddedServer(command);
  }

  private void fail(
      String reason, Settings settings, Throwable cause, AttachReport report, int status) {
    if (report.isWanted()) {
      report.failed(status, reason);
      return;
    }
    PrintStream err = System.err;
    boolean required = settings == null || settings.required();
    if (required && !attached) {
      err.println("capio: ".concat(reason).concat(" (required=false runs the program without)"));
    } else {
      err.println("capio: warning: ".concat(reason).concat("; the program runs without CAPIO"));
    }
    if (settings != null && settings.verbose()) {
      cause.printStackTrace(err);
    }
    if (required && !attached) {
      Runtime.getRuntime().halt(SOFTWARE);
    }
  }
}
