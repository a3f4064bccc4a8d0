package java.lang.reflect;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BiFunction;

/**
 * {@link Method#invoke} or {@link Constructor#newInstance} as a method reference or a handle.
 *
 * <p>What the JDK made of it makes the call, because that is tied to the class that may make it.
 */
public final class CapioReference {

  private static final MethodType OF_INVOKE =
      MethodType.methodType(Object.class, Method.class, Object.class, Object[].class);
  private static final MethodType OF_NEW_INSTANCE =
      MethodType.methodType(Object.class, Constructor.class, Object[].class);

  private final MethodHandle member;

  /** The shape of a lambda that calls {@link Method#invoke}. */
  public interface Calling {
    Object call(Object method, Object receiver, Object arguments) throws Throwable;
  }

  private CapioReference(MethodHandle member) {
    this.member = member.asFixedArity();
  }

  public Object invoke(Method method, Object receiver, Object[] arguments) throws Throwable {
    CapioCall call = CapioReflection.invoke(method, receiver, arguments);
    return (Object) member.invokeExact(call.method, call.receiver, call.arguments);
  }

  public Object newInstance(Constructor<?> constructor, Object[] arguments) throws Throwable {
    return (Object)
        member.invokeExact(
            (Constructor) CapioReflection.newInstance(constructor, arguments), arguments);
  }

  /** Stands in for {@link LambdaMetafactory#metafactory} where one of the two is referred to. */
  public static CallSite metafactory(
      MethodHandles.Lookup caller,
      String name,
      MethodType factory,
      MethodType erased,
      MethodHandle member,
      MethodType type)
      throws LambdaConversionException {
    MethodHandle made =
        LambdaMetafactory.metafactory(
                caller,
                name,
                factory.insertParameterTypes(0, CapioReference.class),
                erased,
                call(member),
                type)
            .getTarget();
    CapioReference reference = new CapioReference(ofTheCaller(caller, member));
    return new ConstantCallSite(MethodHandles.insertArguments(made, 0, reference));
  }

  /** Returns a handle of a lambda's method: unlike the member's own it may what the caller may. */
  private static MethodHandle ofTheCaller(MethodHandles.Lookup caller, MethodHandle member)
      throws LambdaConversionException {
    MethodType type = type(member);
    Class<?> shape = type == OF_INVOKE ? Calling.class : BiFunction.class;
    String name = type == OF_INVOKE ? "call" : "apply";
    MethodType erased = type.generic();
    try {
      Object lambda =
          LambdaMetafactory.metafactory(
                  caller, name, MethodType.methodType(shape), erased, member, type)
              .getTarget()
              .invoke();
      return MethodHandles.publicLookup()
          .findVirtual(shape, name, erased)
          .bindTo(lambda)
          .asType(type);
    } catch (LambdaConversionException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a handle of one of the two that asks CAPIO; any other one as it is. */
  static MethodHandle asking(MethodHandle found, Class<?> owner, String name) {
    boolean reflective =
        (owner == Method.class && name.equals("invoke"))
            || (owner == Constructor.class && name.equals("newInstance"));
    return reflective
        ? call(found).bindTo(new CapioReference(found)).asVarargsCollector(Object[].class)
        : found;
  }

  private static MethodType type(MethodHandle member) {
    return member.type().parameterCount() == OF_INVOKE.parameterCount()
        ? OF_INVOKE
        : OF_NEW_INSTANCE;
  }

  private static MethodHandle call(MethodHandle member) {
    MethodType type = type(member);
    String name = type == OF_INVOKE ? "invoke" : "newInstance";
    try {
      return MethodHandles.publicLookup().findVirtual(CapioReference.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
