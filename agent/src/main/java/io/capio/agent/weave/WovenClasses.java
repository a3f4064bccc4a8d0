package io.capio.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** Remembers which classes have been rewritten, without keeping any of them. Thread-safe. */
final class WovenClasses {

  /** Binary names by loader; the boot loader is the key null. */
  private final Map<ClassLoader, Set<String>> names = new WeakHashMap<>();

  /** How many were loaded before they were rewritten. */
  private int changed;

  synchronized void add(ClassLoader loader, String internalName, boolean wasLoaded) {
    Set<String> ofLoader = names.get(loader);
    if (ofLoader == null) {
      ofLoader = new HashSet<>();
      names.put(loader, ofLoader);
    }
    if (ofLoader.add(internalName.replace('/', '.')) && wasLoaded) {
      changed++;
    }
  }

  synchronized int changed() {
    return changed;
  }

  synchronized boolean contains(Class<?> loaded) {
    Set<String> ofLoader = names.get(loaded.getClassLoader());
    return ofLoader != null && ofLoader.contains(loaded.getName());
  }

  /** Returns those that can be given their original code back. */
  List<Class<?>> loaded(Instrumentation instrumentation) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (contains(loaded) && instrumentation.isModifiableClass(loaded)) {
        found.add(loaded);
      }
    }
    return found;
  }
}
