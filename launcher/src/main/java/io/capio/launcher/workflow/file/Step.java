package io.capio.launcher.workflow.file;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.Installation;
import java.nio.file.Path;
import java.util.Map;

/** A step of a workflow file. Immutable. */
public final class Step {
  private final String name;
  private final Settings settings;
  private final Program program;
  private final Map<String, String> environment;
  private final Path directory;

  Step(
      String name,
      Settings settings,
      Program program,
      Map<String, String> environment,
      Path directory) {
    this.name = name;
    this.settings = settings;
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  /** Its name in the file and in all that is said of it. */
  public String name() {
    return name;
  }

  /** Its name in CAPIO-CL, which several steps may share. */
  public String appName() {
    return settings.appName();
  }

  /** A process that runs it. */
  public ProcessBuilder process() {
    ProcessBuilder process = program.process(Installation.agent(), settings);
    process.environment().putAll(environment);
    // a program may ask for its application name, and CAPIO's own word about it counts
    process.environment().put(Setting.APP_NAME.environment(), appName());
    return process.directory(directory.toFile());
  }
}
