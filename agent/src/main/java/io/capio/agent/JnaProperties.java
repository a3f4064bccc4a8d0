package io.capio.agent;

import io.capio.ipc.JnaFolder;
import java.nio.file.Path;

/**
 * What the agent's copy of JNA asks in place of {@link System} and {@link Boolean}; the build puts
 * it there. A program may have a JNA of its own: the settings of the program are for that one, and
 * what ours notes down would be for it to see. Thread-safe.
 */
public final class JnaProperties {

  private static volatile Path folder;

  private JnaProperties() {}

  /** To be called before JNA is used: it then unpacks its library outside of the directory. */
  static void keepOutOf(Path capio) {
    folder = JnaFolder.instead(capio);
  }

  private static boolean isOfProgram(String key) {
    return key.startsWith("jna.") || key.startsWith("jnidispatch.");
  }

  public static String getProperty(String key) {
    if (key.equals(JnaFolder.PROPERTY)) {
      Path own = folder;
      return own == null ? System.getProperty(key) : own.toString();
    }
    if (key.equals(JnaFolder.SEARCHED)) {
      return "";
    }
    return isOfProgram(key) ? null : System.getProperty(key);
  }

  public static String getProperty(String key, String absent) {
    String value = getProperty(key);
    return value == null ? absent : value;
  }

  /** Nobody asks for what JNA sets. */
  public static String setProperty(String key, String value) {
    return null;
  }

  public static boolean getBoolean(String key) {
    return Boolean.parseBoolean(getProperty(key));
  }
}
