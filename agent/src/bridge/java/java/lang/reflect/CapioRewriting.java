package java.lang.reflect;

import java.lang.invoke.MethodType;

/**
 * What the agent knows of members and class files that a program names at run time. Thread-safe.
 */
public interface CapioRewriting {

  /** Returns the bridge's method in place of a member, or null if it is called as it is. */
  Method inPlaceOf(Executable member);

  /** As {@link #inPlaceOf(Executable)} for a member that is looked up in its own class. */
  Method inPlaceOf(Class<?> owner, String name, MethodType type);

  /** Makes the JDK's final methods ask the streams that stand before CAPIO's. */
  void ownStreamOpened();

  /** Returns the class file with its file operations rewritten, or the same one. */
  byte[] rewritten(ClassLoader loader, byte[] classFile);
}
