package io.capio.agent;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Finds what the JVM loads classes from below the CAPIO directory: it stays on the disk. */
final class ClassPathEntries {

  private ClassPathEntries() {}

  /**
   * Returns the class path, the module path and the agent's jar, as far as they are inside.
   *
   * @param userDir the working directory of the JVM
   */
  static CapioDirectory[] inside(CapioDirectory capio, String userDir, File agentJar) {
    List<CapioDirectory> found = new ArrayList<>();
    add(found, capio, userDir, agentJar.getPath());
    addAll(found, capio, userDir, System.getProperty("java.class.path"));
    addAll(found, capio, userDir, System.getProperty("jdk.module.path"));
    return found.toArray(new CapioDirectory[0]);
  }

  private static void addAll(
      List<CapioDirectory> found, CapioDirectory capio, String userDir, String path) {
    int start = 0;
    while (path != null && start <= path.length()) {
      int end = path.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? path.length() : end;
      add(found, capio, userDir, path.substring(start, end));
      start = end + 1;
    }
  }

  /** An empty entry of the class path means the working directory; that is no reason to ask. */
  private static void add(
      List<CapioDirectory> found, CapioDirectory capio, String userDir, String entry) {
    if (capio.contains(entry)) {
      found.add(new CapioDirectory(userDir, entry, entry));
    }
  }
}
