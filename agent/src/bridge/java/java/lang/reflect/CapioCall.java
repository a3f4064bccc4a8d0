package java.lang.reflect;

/** The operands of one {@link Method#invoke}, which the rewritten class then calls itself. */
public final class CapioCall {

  public final Method method;
  public final Object receiver;
  public final Object[] arguments;

  CapioCall(Method method, Object receiver, Object[] arguments) {
    this.method = method;
    this.receiver = receiver;
    this.arguments = arguments;
  }
}
