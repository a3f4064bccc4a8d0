package java.lang.reflect;

import java.io.CapioOwnInputStream;
import java.io.CapioOwnOutputStream;
import java.io.CapioOwnRandomAccessFile;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;

/**
 * Decides what a reflective call of the program really calls.
 *
 * <p>The program's class makes the call itself, with other operands where the member is one that is
 * rewritten: access checks, caller-sensitive methods and the wrapping of exceptions are the JDK's.
 */
public final class CapioReflection {

  private static volatile CapioRewriting rewriting;

  private CapioReflection() {}

  /** From here on, members that the agent knows are replaced. */
  public static void connect(CapioRewriting agent) {
    rewriting = agent;
  }

  static CapioRewriting rewriting() {
    return rewriting;
  }

  /**
   * To be called with each stream that stands before one of CAPIO's, before the program has it: a
   * class of the JDK is rewritten for it when the first one comes.
   */
  public static void ownStreamOpened() {
    CapioRewriting current = rewriting;
    if (current != null) {
      current.ownStreamOpened();
    }
  }

  /** Returns the operands for {@link Method#invoke}; short, so that the JIT compiler inlines it. */
  public static CapioCall invoke(Method method, Object receiver, Object[] arguments) {
    return method == null || !mayBeReplaced(method.getDeclaringClass())
        ? new CapioCall(method, receiver, arguments)
        : replaced(method, receiver, arguments);
  }

  /** Tells of most classes, without asking the agent, that no method of theirs is replaced. */
  public static boolean mayBeReplaced(Class<?> owner) {
    switch (owner.getPackageName()) {
      case "java.io":
      case "java.nio.channels":
      case "java.nio.file":
      case "java.nio.file.spi":
        return true;
      case "java.lang.invoke":
        return owner == MethodHandles.Lookup.class;
      case "java.lang.reflect":
        return owner == Method.class || owner == Constructor.class;
      default:
        return false;
    }
  }

  private static CapioCall replaced(Method method, Object receiver, Object[] arguments) {
    if (receiver instanceof Executable) {
      return ofReflection(method, (Executable) receiver, arguments);
    }
    CapioRewriting current = rewriting;
    Method bridge = current == null ? null : current.inPlaceOf(method);
    return bridge == null
        ? new CapioCall(method, receiver, arguments)
        : replaced(bridge, method, receiver, arguments);
  }

  /** A reflective call of a method that makes one. */
  private static CapioCall ofReflection(Method method, Executable receiver, Object[] arguments) {
    int last = arguments == null ? -1 : arguments.length - 1;
    if (last >= 0 && (arguments[last] == null || arguments[last] instanceof Object[])) {
      Object[] inner = (Object[]) arguments[last];
      if (last == 1 && method.getName().equals("invoke") && receiver instanceof Method) {
        CapioCall call = invoke((Method) receiver, arguments[0], inner);
        Object[] operands = {call.receiver, call.arguments};
        return new CapioCall(method, call.method, operands);
      }
      if (last == 0 && method.getName().equals("newInstance") && receiver instanceof Constructor) {
        return new CapioCall(method, newInstance((Constructor<?>) receiver, inner), arguments);
      }
    }
    return new CapioCall(method, receiver, arguments);
  }

  /** Operands that do not fit are left to the JDK, which says what is wrong with them. */
  private static CapioCall replaced(
      Method bridge, Method method, Object receiver, Object[] arguments) {
    int count = arguments == null ? 0 : arguments.length;
    if (count != method.getParameterCount()) {
      return new CapioCall(method, receiver, arguments);
    }
    if (Modifier.isStatic(method.getModifiers())) {
      return new CapioCall(bridge, null, arguments);
    }
    if (!method.getDeclaringClass().isInstance(receiver)) {
      return new CapioCall(method, receiver, arguments);
    }
    Object[] all = new Object[count + 1];
    all[0] = receiver;
    if (count > 0) {
      System.arraycopy(arguments, 0, all, 1, count);
    }
    return new CapioCall(bridge, null, all);
  }

  /** Returns the constructor whose {@link Constructor#newInstance} is called. */
  public static Constructor<?> newInstance(Constructor<?> constructor, Object[] arguments) {
    Class<?> own = constructor == null ? null : own(constructor.getDeclaringClass());
    if (own == null || arguments == null || arguments.length == 0 || !isInside(arguments[0])) {
      return constructor;
    }
    try {
      return own.getConstructor(constructor.getParameterTypes());
    } catch (NoSuchMethodException e) {
      return constructor;
    }
  }

  private static Class<?> own(Class<?> type) {
    if (type == FileInputStream.class) {
      return CapioOwnInputStream.class;
    }
    if (type == FileOutputStream.class) {
      return CapioOwnOutputStream.class;
    }
    return type == RandomAccessFile.class ? CapioOwnRandomAccessFile.class : null;
  }

  private static boolean isInside(Object argument) {
    if (argument instanceof File) {
      return CapioStreams.targetOf((File) argument) != null;
    }
    if (argument instanceof String) {
      return CapioStreams.targetOf(new File((String) argument)) != null;
    }
    return argument instanceof FileDescriptor
        && CapioStreams.lender((FileDescriptor) argument) != null;
  }
}
