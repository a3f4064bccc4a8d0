package java.lang.reflect;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Stands in for the methods of {@link MethodHandles.Lookup} that find a member or define a hidden
 * class, which no transformer is shown.
 *
 * <p>The JDK finds the member first, so that whoever may not see it learns it from the JDK.
 */
public final class CapioHandles {

  private static final String CONSTRUCTOR = "<init>";

  private CapioHandles() {}

  public static MethodHandle findStatic(
      MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    return replaced(lookup.findStatic(owner, name, type), owner, name, type);
  }

  public static MethodHandle findVirtual(
      MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    return replaced(lookup.findVirtual(owner, name, type), owner, name, type);
  }

  public static MethodHandle findConstructor(
      MethodHandles.Lookup lookup, Class<?> owner, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    return replaced(lookup.findConstructor(owner, type), owner, CONSTRUCTOR, type);
  }

  public static MethodHandle findSpecial(
      MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type, Class<?> caller)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle found = lookup.findSpecial(owner, name, type, caller);
    return ofSuper(found, owner, name, type);
  }

  public static MethodHandle bind(
      MethodHandles.Lookup lookup, Object receiver, String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle found = lookup.bind(receiver, name, type);
    Method bridge = bridge(receiver.getClass(), name, type);
    return bridge == null
        ? found
        : like(found, MethodHandles.publicLookup().unreflect(bridge).bindTo(receiver));
  }

  public static MethodHandle unreflect(MethodHandles.Lookup lookup, Method method)
      throws IllegalAccessException {
    MethodHandle found = lookup.unreflect(method);
    return replaced(found, method.getDeclaringClass(), method.getName(), type(method));
  }

  public static MethodHandle unreflectSpecial(
      MethodHandles.Lookup lookup, Method method, Class<?> caller) throws IllegalAccessException {
    MethodHandle found = lookup.unreflectSpecial(method, caller);
    return ofSuper(found, method.getDeclaringClass(), method.getName(), type(method));
  }

  public static MethodHandle unreflectConstructor(
      MethodHandles.Lookup lookup, Constructor<?> constructor) throws IllegalAccessException {
    MethodHandle found = lookup.unreflectConstructor(constructor);
    MethodType type = MethodType.methodType(void.class, constructor.getParameterTypes());
    return replaced(found, constructor.getDeclaringClass(), CONSTRUCTOR, type);
  }

  public static MethodHandles.Lookup defineHiddenClass(
      MethodHandles.Lookup lookup,
      byte[] classFile,
      boolean initialise,
      MethodHandles.Lookup.ClassOption... options)
      throws IllegalAccessException {
    return lookup.defineHiddenClass(rewritten(lookup, classFile), initialise, options);
  }

  public static MethodHandles.Lookup defineHiddenClassWithClassData(
      MethodHandles.Lookup lookup,
      byte[] classFile,
      Object data,
      boolean initialise,
      MethodHandles.Lookup.ClassOption... options)
      throws IllegalAccessException {
    return lookup.defineHiddenClassWithClassData(
        rewritten(lookup, classFile), data, initialise, options);
  }

  private static byte[] rewritten(MethodHandles.Lookup lookup, byte[] classFile) {
    CapioRewriting rewriting = CapioReflection.rewriting();
    return rewriting == null || classFile == null
        ? classFile
        : rewriting.rewritten(lookup.lookupClass().getClassLoader(), classFile);
  }

  private static MethodType type(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  private static Method bridge(Class<?> owner, String name, MethodType type) {
    CapioRewriting rewriting = CapioReflection.rewriting();
    return rewriting == null ? null : rewriting.inPlaceOf(owner, name, type);
  }

  private static MethodHandle replaced(
      MethodHandle found, Class<?> owner, String name, MethodType type)
      throws IllegalAccessException {
    Method bridge = bridge(owner, name, type);
    return bridge == null
        ? CapioReference.asking(found, owner, name)
        : like(found, MethodHandles.publicLookup().unreflect(bridge));
  }

  /** The bridge calls virtually: of a subclass of File it is asked for a plain file instead. */
  private static MethodHandle ofSuper(
      MethodHandle found, Class<?> owner, String name, MethodType type)
      throws IllegalAccessException {
    Method bridge = owner == File.class ? bridge(owner, name, type) : null;
    if (bridge == null) {
      return found;
    }
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      MethodType plain = MethodType.methodType(File.class, File.class);
      MethodType isPlain = MethodType.methodType(boolean.class, File.class);
      MethodHandle inside = lookup.findStatic(CapioFile.class, "inside", plain);
      MethodHandle test = lookup.findStatic(CapioHandles.class, "isInside", isPlain);
      MethodHandle onPlain = MethodHandles.filterArguments(lookup.unreflect(bridge), 0, inside);
      Class<?> receiver = found.type().parameterType(0);
      return MethodHandles.guardWithTest(
          test.asType(isPlain.changeParameterType(0, receiver)),
          onPlain.asType(found.type()),
          found);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the file is CAPIO's, for handles of a superclass's method. */
  public static boolean isInside(File file) {
    return CapioFile.inside(file) != null;
  }

  private static MethodHandle like(MethodHandle found, MethodHandle bridge) {
    MethodHandle typed = bridge.type().equals(found.type()) ? bridge : bridge.asType(found.type());
    return found.isVarargsCollector() && !typed.isVarargsCollector()
        ? typed.asVarargsCollector(typed.type().parameterType(typed.type().parameterCount() - 1))
        : typed;
  }
}
