package io.capio.agent.weave;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.lang.invoke.MethodType;
import java.lang.reflect.CapioRewriting;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.Type;

/** Finds the table's rows for members of loaded classes. Asked from any thread of the program. */
final class ReflectedMembers implements CapioRewriting {

  private final EntryPoints table;
  private final Weaver weaver;
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

  /** Of the JDK's classes only, which live as long as the JVM. */
  private final Map<Class<?>, Map<Executable, Method>> byOwner = new ConcurrentHashMap<>();

  ReflectedMembers(EntryPoints table, Weaver weaver) {
    this.table = table;
    this.weaver = weaver;
  }

  private boolean isOfTheJdk(Class<?> owner) {
    ClassLoader loader = owner.getClassLoader();
    return loader == null || loader == platform;
  }

  @Override
  public Method inPlaceOf(Executable member) {
    Class<?> owner = member.getDeclaringClass();
    if (!isOfTheJdk(owner)) {
      return null;
    }
    Map<Executable, Method> known = byOwner.get(owner);
    if (known == null) {
      known = bridges(owner);
      byOwner.put(owner, known);
    }
    return known.isEmpty() ? null : known.get(member);
  }

  private Map<Executable, Method> bridges(Class<?> owner) {
    String name = Type.getInternalName(owner);
    Map<Executable, Method> found = new HashMap<>();
    // Of most classes nothing is in the table, and asking for their methods is dear.
    Method[] methods = table.hasOwner(name) ? owner.getDeclaredMethods() : new Method[0];
    for (Method method : methods) {
      Method bridge = bridge(name, method.getName(), Type.getMethodDescriptor(method));
      if (bridge != null) {
        found.put(method, bridge);
      }
    }
    return found;
  }

  @Override
  public Method inPlaceOf(Class<?> owner, String name, MethodType type) {
    return isOfTheJdk(owner)
        ? bridge(Type.getInternalName(owner), name, type.toMethodDescriptorString())
        : null;
  }

  private Method bridge(String owner, String name, String descriptor) {
    EntryPoint row = table.find(owner, name, descriptor);
    if (row == null || row.stays()) {
      return null;
    }
    try {
      Class<?> bridge = Class.forName(row.bridge().replace('/', '.'), false, null);
      for (Method method : bridge.getMethods()) {
        boolean same =
            method.getName().equals(row.bridgeName())
                && Type.getMethodDescriptor(method).equals(row.bridgeDescriptor());
        if (same) {
          return method;
        }
      }
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(row.bridge());
    }
    throw new NoSuchMethodError(row.bridgeName());
  }

  @Override
  public void ownStreamOpened() {
    weaver.rewriteStreams();
  }

  @Override
  public byte[] rewritten(ClassLoader loader, byte[] classFile) {
    byte[] woven = weaver.transform(loader, null, null, null, classFile);
    return woven == null ? classFile : woven;
  }
}
