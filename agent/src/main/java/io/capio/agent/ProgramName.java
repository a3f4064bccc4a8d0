package io.capio.agent;

import java.io.File;

/** What the JVM's own properties tell about the program that it runs. */
final class ProgramName {

  private ProgramName() {}

  /**
   * Returns the name of this step when nobody gave one: the jar without extension, or the simple
   * class name; null if the JVM does not tell.
   */
  static String step(String command) {
    String target = command == null ? "" : command.trim();
    int blank = target.indexOf(' ');
    target = blank < 0 ? target : target.substring(0, blank);
    if (target.isEmpty()) {
      return null;
    }
    if (target.endsWith(".jar")) {
      return new File(target.substring(0, target.length() - ".jar".length())).getName();
    }
    // MODULE/CLASS or CLASS, nested or not.
    int last = Math.max(target.lastIndexOf('/'), target.lastIndexOf('.'));
    return target.substring(Math.max(last, target.lastIndexOf('$')) + 1);
  }
}
