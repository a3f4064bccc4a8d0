package io.capio.agent.weave.subclass;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.io.File;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * The program's subclasses of {@link File} that were loaded before the agent came.
 *
 * <p>They cannot be given overrides, so the calls that name them are rewritten like those that name
 * File, but for the methods that such a class overrides. Filled before the first class is rewritten
 * for it, and not changed then.
 */
public final class EarlyFiles {

  private final EntryPoints table;
  private final Map<String, EntryPoint> inherited = new HashMap<>();

  /** Creates an empty collection. */
  public EarlyFiles(EntryPoints table) {
    this.table = table;
  }

  /** Whether the class is one of them. */
  public static boolean isEarly(Class<?> loaded) {
    return loaded != File.class
        && File.class.isAssignableFrom(loaded)
        && !CapioWovenFile.class.isAssignableFrom(loaded);
  }

  /**
   * Adds one of them.
   *
   * @return whether it overrides a method of the table, whose call of the superclass's method
   *     cannot be rewritten
   */
  public boolean add(Class<?> early) {
    Set<String> overridden = new HashSet<>();
    for (Class<?> type = early; type != File.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        overridden.add(method.getName().concat(Type.getMethodDescriptor(method)));
      }
    }
    boolean overrides = false;
    for (EntryPoint row : table.rows()) {
      if (row.owner().equals(FileSubclass.FILE) && row.kind() == EntryPoint.Kind.INSTANCE) {
        String member = row.name().concat(row.descriptor());
        if (overridden.contains(member)) {
          overrides = true;
        } else {
          inherited.put(Type.getInternalName(early).concat(member), row);
        }
      }
    }
    return overrides;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return inherited.isEmpty();
  }

  /** Returns the row of File's method that one of these classes inherits, or null. */
  public EntryPoint find(String owner, String name, String descriptor) {
    return inherited.isEmpty() ? null : inherited.get(owner.concat(name).concat(descriptor));
  }
}
