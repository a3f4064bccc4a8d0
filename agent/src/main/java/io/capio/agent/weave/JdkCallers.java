package io.capio.agent.weave;

import io.capio.agent.weave.subclass.OwnStreams;

/**
 * The JDK's own classes that open files by name for a caller: they are rewritten like the program's
 * classes, so that {@code new FileReader(file)} and its subclasses need no row of their own.
 *
 * <p>Class loading must not pass through here: what the JVM itself opens stays on the disk.
 */
final class JdkCallers {

  private static final String[] NAMES = {
    "java/io/FileReader",
    "java/io/FileWriter",
    "java/io/PrintStream",
    "java/io/PrintWriter",
    "java/util/Formatter",
    "java/util/Scanner",
  };

  private JdkCallers() {}

  /** Whether the class is one of them, or one whose final methods must ask. */
  static boolean contains(String internalName) {
    if (OwnStreams.isExtended(internalName)) {
      return true;
    }
    for (String name : NAMES) {
      if (name.equals(internalName)) {
        return true;
      }
    }
    return false;
  }

  static boolean containsBinaryName(String binaryName) {
    return contains(binaryName.replace('.', '/'));
  }
}
