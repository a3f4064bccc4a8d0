package io.capio.client.settings;

import java.util.Locale;

/**
 * Every option of CAPIO for the JVM, declared once: the agent's arguments, the launcher's options,
 * the help and the tables of the documentation are read from here.
 *
 * <p>Precedence: command line or agent argument, file of {@link #CONFIG}, system property,
 * environment, default.
 */
public enum Setting {
  /** Root of what is intercepted. */
  CAPIO_DIR("capioDir", "CAPIO_DIR", ".", "directory whose files go through CAPIO"),
  /** Name of the workflow: prefix of every shared object. */
  WORKFLOW_NAME("workflowName", "CAPIO_WORKFLOW_NAME", "CAPIO", "name of the workflow"),
  /** Name of this step in CAPIO-CL. */
  APP_NAME("appName", "CAPIO_APP_NAME", null, "name of this step [default: the target's name]"),
  /** CAPIO-CL file given to a server that is started. */
  CAPIO_CL("capioCl", "CAPIO_CL", "", "CAPIO-CL file that says how steps share files"),
  /** Every file is committed on close and may be read while it is written. */
  STREAM("stream", null, "false", "no CAPIO-CL: files may be read while written, end on close"),
  /** What opening an absent, undeclared file for reading does. */
  MISSING("missing", null, "auto", "opening an absent file: auto, wait or fail"),
  /** What {@code length} and {@code size} of a growing file do. */
  SIZE("size", null, "final", "size of a file being written: final (waits) or current"),
  /** Which server is started when none runs. */
  SERVER_EXEC_PATH(
      "serverExecPath", null, "embedded", "server to start: embedded, a name on PATH, or a path"),
  /** What the command that starts a server begins with. */
  SERVER_COMMAND("serverCommand", null, "", "command that runs the server, such as mpiexec -n 1"),
  /** How long to wait for a server to be ready. */
  AWAIT_SERVER_TIMEOUT_SECONDS(
      "awaitServerTimeoutSeconds", null, "30", "seconds to wait for a server to be ready"),
  /** Longest wait of an operation for another step. */
  TIMEOUT_SECONDS("timeoutSeconds", null, "0", "longest wait for another step, 0 for no limit"),
  /** Whether the server that this process started is stopped at its end. */
  TEARDOWN_SERVER("teardownServer", null, "true", "stop the server at the end if started here"),
  /** Whether the server and long waits keep quiet. */
  SILENT("silent", null, "true", "suppress the server's own output"),
  /** Whether a program that cannot be rewritten may run at all. */
  REQUIRED("required", null, "true", "end the JVM if file operations cannot be rewritten"),
  /** Whether errors come with a stack trace and the agent tells what it does. */
  VERBOSE("verbose", null, "false", "tell what is done, and print stack traces"),
  /** Files live in memory only. */
  MEM_ONLY("memOnly", null, "false", "never write files to the disk"),
  /** Which code of the program is intercepted. */
  SCOPE("scope", null, "all", "code that is intercepted: all, or annotated methods only"),
  /** More of these, from a file. */
  CONFIG("config", null, "", "properties file with more of these options, by agent argument");

  private final String key;
  private final String environment;
  private final String defaultValue;
  private final String help;

  Setting(String key, String environment, String defaultValue, String help) {
    this.key = key;
    this.environment = environment;
    this.defaultValue = defaultValue;
    this.help = help;
  }

  /**
   * The setting with that key.
   *
   * @throws IllegalArgumentException if there is none; the message names the nearest
   */
  static Setting named(String key) {
    Setting nearest = null;
    int distance = Integer.MAX_VALUE;
    for (Setting setting : values()) {
      if (setting.key().equals(key)) {
        return setting;
      }
      int d = EditDistance.between(setting.key(), key);
      if (d < distance) {
        distance = d;
        nearest = setting;
      }
    }
    throw new IllegalArgumentException(
        "unknown option \"" + key + "\"; the nearest known one is \"" + nearest.key() + "\"");
  }

  /** The name as agent argument; with the prefix {@code capio.} the system property. */
  public String key() {
    return key;
  }

  /** The option on the command line, for example {@code --capio-dir}. */
  public String option() {
    StringBuilder option = new StringBuilder("--");
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isUpperCase(c)) {
        option.append('-');
      }
      option.append(Character.toLowerCase(c));
    }
    return option.toString();
  }

  /** The environment variable, or null if there is none. */
  public String environment() {
    return environment;
  }

  /**
   * The value when nobody says anything; null for {@link #APP_NAME}, which depends on the target.
   */
  public String defaultValue() {
    return defaultValue;
  }

  /** One line for a human. */
  public String help() {
    return help;
  }

  /** Whether the value is true or false. */
  public boolean isFlag() {
    return "true".equals(defaultValue) || "false".equals(defaultValue);
  }

  @Override
  public String toString() {
    return key.toLowerCase(Locale.ROOT);
  }
}
