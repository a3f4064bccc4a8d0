package io.capio.agent.weave;

import java.io.IOException;
import java.io.InputStream;

/** Loads classes of one package as a program's, everything else as the test itself sees it. */
final class ProgramLoader extends ClassLoader {

  private final String prefix;

  ProgramLoader(String prefix) {
    super(ProgramLoader.class.getClassLoader());
    this.prefix = prefix;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(prefix) || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        return define(in.readAllBytes());
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  Class<?> define(byte[] classFile) {
    return defineClass(null, classFile, 0, classFile.length);
  }
}
