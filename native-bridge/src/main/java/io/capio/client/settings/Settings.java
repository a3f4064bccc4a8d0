package io.capio.client.settings;

import io.capio.ipc.Disk;
import io.capio.ipc.Geometry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The values of all {@link Setting}s of this process. Immutable. */
public final class Settings {
  /** The application name of a client that has none, upstream's. */
  public static final String DEFAULT_APP_NAME = "default_app";

  private final SettingValues values;
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
      SettingValues values, Set<Setting> explicit, Geometry geometry, List<String> embeddedServer) {
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
  public Settings withAppName(String name) {
    return new Settings(values.with(Setting.APP_NAME, name), explicit, geometry, embeddedServer);
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
            new SettingValues(values),
            given,
            Geometry.fromEnvironment(environment),
            List.of(
                Disk.path(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.capio.server.Main"));
    settings.values.validate();
    return settings;
  }

  /** The text of a setting, or null for an application name that nobody gave. */
  public String get(Setting setting) {
    return values.text(setting);
  }

  /** The CAPIO directory as the user wrote it. */
  public Path capioDir() {
    return Disk.path(values.text(Setting.CAPIO_DIR));
  }

  /** The workflow's name. */
  public String workflowName() {
    return values.text(Setting.WORKFLOW_NAME);
  }

  /**
   * The name of this step. White space is removed from it, as CAPIO-CL does.
   *
   * @return {@link #DEFAULT_APP_NAME} if nobody gave one
   */
  public String appName() {
    String name =
        Objects.requireNonNullElse(values.text(Setting.APP_NAME), "").replaceAll("\\s", "");
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
    return values.text(Setting.APP_NAME) != null;
  }

  /** Whether somebody gave a value; false if it is the default. */
  public boolean isGiven(Setting setting) {
    return explicit.contains(setting);
  }

  /** Whether only annotated methods and contexts are intercepted. */
  public boolean annotatedOnly() {
    return values.text(Setting.SCOPE).equals("annotated");
  }

  /** The CAPIO-CL file, empty if there is none. */
  public String capioCl() {
    return values.text(Setting.CAPIO_CL);
  }

  /** Whether files stream without a CAPIO-CL file. */
  public boolean stream() {
    return values.flag(Setting.STREAM);
  }

  /** What opening an absent, undeclared file does. */
  public Missing missing() {
    return Missing.valueOf(values.text(Setting.MISSING).toUpperCase(java.util.Locale.ROOT));
  }

  /** Whether opening an absent file waits for its creation even when nothing declares it. */
  public boolean waitsForMissing() {
    return missing() == Missing.WAIT || (missing() == Missing.AUTO && stream());
  }

  /** Whether the size of a growing file is answered at once. */
  public boolean currentSize() {
    return values.text(Setting.SIZE).equals("current");
  }

  /** Which server is started when none runs. */
  public String serverExecPath() {
    return values.text(Setting.SERVER_EXEC_PATH);
  }

  /**
   * The words of the command that the server is given to as arguments, for example {@code mpiexec
   * -n 1}; none if it is started directly.
   */
  public List<String> serverCommand() {
    return values.words(Setting.SERVER_COMMAND);
  }

  /** Whether the server that is started is the embedded one, which ends when nobody uses it. */
  public boolean startsEmbeddedServer() {
    return serverExecPath().equals("embedded");
  }

  /** How long to wait for a server to be ready. */
  public Duration awaitServerTimeout() {
    return values.seconds(Setting.AWAIT_SERVER_TIMEOUT_SECONDS);
  }

  /** Longest wait of an operation for another step; zero for no limit. */
  public Duration timeout() {
    return values.seconds(Setting.TIMEOUT_SECONDS);
  }

  /** Whether the server that this process started is stopped at its end. */
  public boolean teardownServer() {
    return values.flag(Setting.TEARDOWN_SERVER);
  }

  /** Whether the server and long waits keep quiet. */
  public boolean silent() {
    return values.flag(Setting.SILENT);
  }

  /**
   * Whether the user wants no word about long waits either. Silence is the default for the server
   * only, as it is PyCAPIO's; a wait that nobody explains is worse than a line.
   */
  public boolean quiet() {
    return explicit.contains(Setting.SILENT) && silent();
  }

  /** Whether a program that cannot be rewritten may run at all. */
  public boolean required() {
    return values.flag(Setting.REQUIRED);
  }

  /** Whether to tell what is done. */
  public boolean verbose() {
    return values.flag(Setting.VERBOSE);
  }

  /** Whether files never reach the disk. */
  public boolean memOnly() {
    return values.flag(Setting.MEM_ONLY);
  }

  /** Size of the data queues, from the environment. */
  public Geometry geometry() {
    return geometry;
  }

  /** Values that differ from the defaults, by key: what a child needs to be told. */
  public Map<String, String> nonDefault() {
    return values.nonDefault();
  }
}
