package io.capio.agent;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Finds what the JVM loads classes from below the CAPIO directory: it stays on the disk. */
final class ClassPathEntries {

  private ClassPathEntries() {}

  /**
   * Returns the entries of the class path and the agent's jar, as far as they are inside.
   *
   * @param userDir the working directory of the JVM
   */
  static CapioDirectory[] ofClasses(CapioDirectory capio, String userDir, File agentJar) {
    List<CapioDirectory> found = new ArrayList<>();
    add(found, capio, userDir, agentJar.getPath());
    addAll(found, capio, userDir, System.getProperty("java.class.path"), ".");
    return found.toArray(new CapioDirectory[0]);
  }

  /** Returns the entries of the module path, as far as they are inside. */
  static CapioDirectory[] ofModules(CapioDirectory capio, String userDir) {
    List<CapioDirectory> found = new ArrayList<>();
    addAll(found, capio, userDir, System.getProperty("jdk.module.path"), "");
    return found.toArray(new CapioDirectory[0]);
  }

  /**
   * @param empty what an empty entry means
   */
  private static void addAll(
      List<CapioDirectory> found, CapioDirectory capio, String userDir, String path, String empty) {
    int start = 0;
    while (path != null && start <= path.length()) {
      int end = path.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? path.length() : end;
      add(found, capio, userDir, start == end ? empty : path.substring(start, end));
      start = end + 1;
    }
  }

  private static void add(
      List<CapioDirectory> found, CapioDirectory capio, String userDir, String entry) {
    if (capio.contains(entry)) {
      found.add(new CapioDirectory(userDir, entry, entry));
    }
  }
}
