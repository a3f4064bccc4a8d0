package io.capio.client;

import io.capio.ipc.Disk;
import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The values of all {@link Setting}s of this process. Immutable. */
public final class Settings {
  /** The application name of a client that has none, upstream's. */
  public static final String DEFAULT_APP_NAME = "default_app";

  private final Map<Setting, String> values;
  private final Geometry geometry;
  private final Set<Setting> explicit;
  private final List<String> embeddedServer;

  /** What opening an absent file that nothing declares does. */
  public enum Missing {
    /** Waits for declared inputs, fails otherwise; with {@code stream} it waits. */
    AUTO,
    /** Waits until somebody creates it. */
    WAIT,
    /** Fails as on a plain disk. */
    FAIL
  }

  private Settings(
      Map<Setting, String> values,
      Set<Setting> explicit,
      Geometry geometry,
      List<String> embeddedServer) {
    this.values = values;
    this.explicit = explicit;
    this.geometry = geometry;
    this.embeddedServer = List.copyOf(embeddedServer);
  }

  /**
   * These settings with the command that runs the embedded server, to which its options are
   * appended.
   */
  public Settings withEmbeddedServer(List<String> command) {
    return new Settings(values, explicit, geometry, command);
  }

  /** These settings with another application name. */
  Settings withAppName(String name) {
    Map<Setting, String> changed = new EnumMap<>(values);
    changed.put(Setting.APP_NAME, name);
    return new Settings(changed, explicit, geometry, embeddedServer);
  }

  /** The command that runs the embedded server; by default this JVM's class path is searched. */
  public List<String> embeddedServer() {
    return embeddedServer;
  }

  /**
   * Completes explicit values with system properties, the environment and the defaults.
   *
   * @param explicit values by {@link Setting#key()}
   * @throws IllegalArgumentException for an unknown key (the message names the nearest known one)
   *     or a value that does not fit
   */
  public static Settings resolve(Map<String, String> explicit) {
    return resolve(explicit, new SystemProperties(), System.getenv());
  }

  /** A class, because a program's start would pay for the linking of a method reference. */
  private static final class SystemProperties implements Function<String, String> {
    @Override
    public String apply(String name) {
      return System.getProperty(name);
    }
  }

  static Settings resolve(
      Map<String, String> explicit,
      Function<String, String> properties,
      Map<String, String> environment) {
    for (String key : explicit.keySet()) {
      Setting.named(key);
    }
    Map<String, String> arguments = SettingsFile.complete(explicit, properties);
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    Set<Setting> given = EnumSet.noneOf(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = arguments.get(setting.key());
      if (value == null) {
        value = properties.apply("capio." + setting.key());
      }
      if (value == null && setting.environment() != null) {
        value = environment.get(setting.environment());
      }
      if (value == null || (value.isEmpty() && setting != Setting.CAPIO_CL)) {
        value = setting.defaultValue();
      } else {
        given.add(setting);
      }
      if (value != null) {
        values.put(setting, value);
      }
    }
    Settings settings =
        new Settings(
            values,
            given,
            Geometry.fromEnvironment(environment),
            List.of(
                Disk.path(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.capio.server.Main"));
    settings.validate();
    return settings;
  }

  private void validate() {
    new ObjectNames(workflowName());
    for (Setting setting : Setting.values()) {
      if (setting.isFlag()) {
        oneOf(setting, List.of("true", "false"));
      }
    }
    oneOf(Setting.MISSING, List.of("auto", "wait", "fail"));
    oneOf(Setting.SIZE, List.of("final", "current"));
    oneOf(Setting.SCOPE, List.of("all", "annotated"));
    serverCommand();
    seconds(Setting.AWAIT_SERVER_TIMEOUT_SECONDS);
    seconds(Setting.TIMEOUT_SECONDS);
    if (stream() && !capioCl().isEmpty()) {
      throw new IllegalArgumentException(
          "stream and capioCl exclude each other: a CAPIO-CL file has rules of its own");
    }
  }

  private void oneOf(Setting setting, List<String> allowed) {
    String value = values.get(setting);
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          setting.key() + " is \"" + value + "\"; it must be one of " + String.join(", ", allowed));
    }
  }

  private Duration seconds(Setting setting) {
    String value = values.get(setting);
    double seconds;
    try {
      seconds = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          setting.key() + " is \"" + value + "\"; it must be a number of seconds", e);
    }
    if (!(seconds >= 0 && seconds <= 1e9)) {
      throw new IllegalArgumentException(
          setting.key() + " is " + value + "; it must be from 0 to 1000000000 seconds");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private boolean flag(Setting setting) {
    return Boolean.parseBoolean(values.get(setting));
  }

  /** The text of a setting, or null for an application name that nobody gave. */
  public String get(Setting setting) {
    return values.get(setting);
  }

  /** The CAPIO directory as the user wrote it. */
  public Path capioDir() {
    return Disk.path(values.get(Setting.CAPIO_DIR));
  }

  /** The workflow's name. */
  public String workflowName() {
    return values.get(Setting.WORKFLOW_NAME);
  }

  /**
   * The name of this step. White space is removed from it, as CAPIO-CL does.
   *
   * @return {@link #DEFAULT_APP_NAME} if nobody gave one
   */
  public String appName() {
    String name = values.getOrDefault(Setting.APP_NAME, "").replaceAll("\\s", "");
    return name.isEmpty() ? DEFAULT_APP_NAME : name;
  }

  /**
   * Demands that the CAPIO-CL file is there, if one is given. Whether its rules are right says the
   * server that starts with it; where one runs already nobody would look at the file.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public void requireRules() {
    if (!capioCl().isEmpty() && !Files.isRegularFile(Disk.path(capioCl()))) {
      throw new IllegalArgumentException(
          "capioCl names "
              + capioCl()
              + (Files.exists(Disk.path(capioCl()))
                  ? ", which is not a file"
                  : ", which does not exist"));
    }
  }

  /** Whether somebody named this step. */
  public boolean hasAppName() {
    return values.containsKey(Setting.APP_NAME);
  }

  /** Whether somebody gave a value; false if it is the default. */
  public boolean isGiven(Setting setting) {
    return explicit.contains(setting);
  }

  /** Whether only annotated methods and contexts are intercepted. */
  public boolean annotatedOnly() {
    return values.get(Setting.SCOPE).equals("annotated");
  }

  /** The CAPIO-CL file, empty if there is none. */
  public String capioCl() {
    return values.get(Setting.CAPIO_CL);
  }

  /** Whether files stream without a CAPIO-CL file. */
  public boolean stream() {
    return flag(Setting.STREAM);
  }

  /** What opening an absent, undeclared file does. */
  public Missing missing() {
    return Missing.valueOf(values.get(Setting.MISSING).toUpperCase(java.util.Locale.ROOT));
  }

  /** Whether opening an absent file waits for its creation even when nothing declares it. */
  public boolean waitsForMissing() {
    return missing() == Missing.WAIT || (missing() == Missing.AUTO && stream());
  }

  /** Whether the size of a growing file is answered at once. */
  public boolean currentSize() {
    return values.get(Setting.SIZE).equals("current");
  }

  /** Which server is started when none runs. */
  public String serverExecPath() {
    return values.get(Setting.SERVER_EXEC_PATH);
  }

  /**
   * The words of the command that the server is given to as arguments, for example {@code mpiexec
   * -n 1}; none if it is started directly.
   */
  public List<String> serverCommand() {
    try {
      return CommandWords.split(values.get(Setting.SERVER_COMMAND));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Setting.SERVER_COMMAND.key()
              + " is <"
              + values.get(Setting.SERVER_COMMAND)
              + ">; "
              + e.getMessage(),
          e);
    }
  }

  /** Whether the server that is started is the embedded one, which ends when nobody uses it. */
  boolean startsEmbeddedServer() {
    return serverExecPath().equals("embedded");
  }

  /** How long to wait for a server to be ready. */
  public Duration awaitServerTimeout() {
    return seconds(Setting.AWAIT_SERVER_TIMEOUT_SECONDS);
  }

  /** Longest wait of an operation for another step; zero for no limit. */
  public Duration timeout() {
    return seconds(Setting.TIMEOUT_SECONDS);
  }

  /** Whether the server that this process started is stopped at its end. */
  public boolean teardownServer() {
    return flag(Setting.TEARDOWN_SERVER);
  }

  /** Whether the server and long waits keep quiet. */
  public boolean silent() {
    return flag(Setting.SILENT);
  }

  /**
   * Whether the user wants no word about long waits either. Silence is the default for the server
   * only, as it is PyCAPIO's; a wait that nobody explains is worse than a line.
   */
  boolean quiet() {
    return explicit.contains(Setting.SILENT) && silent();
  }

  /** Whether a program that cannot be rewritten may run at all. */
  public boolean required() {
    return flag(Setting.REQUIRED);
  }

  /** Whether to tell what is done. */
  public boolean verbose() {
    return flag(Setting.VERBOSE);
  }

  /** Whether files never reach the disk. */
  public boolean memOnly() {
    return flag(Setting.MEM_ONLY);
  }

  /** Size of the data queues, from the environment. */
  public Geometry geometry() {
    return geometry;
  }

  /** Values that differ from the defaults, by key: what a child needs to be told. */
  public Map<String, String> nonDefault() {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach(
        (setting, value) -> {
          if (!value.equals(setting.defaultValue()) && setting != Setting.CONFIG) {
            map.put(setting.key(), value);
          }
        });
    return map;
  }
}
