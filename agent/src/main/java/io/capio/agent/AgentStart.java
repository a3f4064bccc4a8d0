package io.capio.agent;

import io.capio.client.Settings;
import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
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

  private static final int SOFTWARE_ERROR = 70;

  /** The first JDK that warns when a native library is loaded. */
  static final int NATIVE_ACCESS_WARNING = 22;

  /** The agent's own argument: a directory for the rewritten class files. */
  private static final String DUMP = "dump";

  private Instrumentation instrumentation;
  private boolean attached;
  private File jar;

  /**
   * Starts the agent, or ends the JVM with one line if it must not run without.
   *
   * @param call the agent's arguments or null, the JVM's {@link Instrumentation}, whether the
   *     program is running already, and the agent's jar as a {@link File}
   */
  @Override
  public void accept(Object[] call) {
    instrumentation = (Instrumentation) call[1];
    attached = (Boolean) call[2];
    jar = (File) call[3];
    run((String) call[0]);
  }

  private void run(String arguments) {
    Settings settings = null;
    try {
      Map<String, String> pairs = AgentArguments.parse(arguments);
      String dump = pairs.remove(DUMP);
      settings = settings(pairs);
      if (BridgeDefinition.isDefined()) {
        System.err.println("capio: the agent is already active in this JVM");
        return;
      }
      BridgeDefinition.define(instrumentation);
      Path dumpDirectory = dump == null ? null : Path.of(dump);
      Activation.run(settings, instrumentation, attached, dumpDirectory, jar);
    } catch (IllegalArgumentException e) {
      fail(e.getMessage(), settings, e);
    } catch (Throwable e) {
      fail("file operations cannot be rewritten on this JVM: " + e, settings, e);
    }
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

  private void fail(String reason, Settings settings, Throwable cause) {
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
      Runtime.getRuntime().halt(SOFTWARE_ERROR);
    }
  }
}
