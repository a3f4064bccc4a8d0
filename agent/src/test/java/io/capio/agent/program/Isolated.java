package io.capio.agent.program;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs {@link Opening} in a loader that knows the JDK's core only, and looks for the agent. */
public final class Isolated {

  private Isolated() {}

  public static void main(String[] arguments) throws Exception {
    URL classes = new File(System.getProperty("java.class.path")).toURI().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
      loader
          .loadClass(Opening.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    }
    for (String name :
        new String[] {
          "com.sun.jna.Native", "net.bytebuddy.jar.asm.ClassReader", "io.capio.agent.AgentStart"
        }) {
      try {
        System.out.println(Class.forName(name) + " is visible");
      } catch (ClassNotFoundException expected) {
        System.out.println("hidden");
      }
    }
  }
}
