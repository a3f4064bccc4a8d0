package io.capio.agent.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/** Runs a class from a jar that lies in the program's jar, and knows nothing but the JDK else. */
public final class NestedJar extends ClassLoader {

  private final Map<String, byte[]> content = new HashMap<>();

  private NestedJar(InputStream jar) throws IOException {
    super(getPlatformClassLoader());
    try (JarInputStream in = new JarInputStream(jar)) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        content.put(entry.getName(), in.readAllBytes());
      }
    }
  }

  /** The jar's name, the class's name, and the arguments of that class. */
  public static void main(String[] arguments) throws Exception {
    NestedJar loader = new NestedJar(getSystemResourceAsStream(arguments[0]));
    loader
        .loadClass(arguments[1])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = content.get(name.replace('.', '/') + ".class");
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = content.get(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }
}
