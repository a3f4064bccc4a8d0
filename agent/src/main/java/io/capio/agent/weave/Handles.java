package io.capio.agent.weave;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;

/** Replaces the method handles in constants: method references, {@code ldc}, dynamic constants. */
final class Handles {

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String REFERENCE = "java/lang/reflect/CapioReference";

  private final EntryPoints table;

  Handles(EntryPoints table) {
    this.table = table;
  }

  /** Returns the bootstrap method for these arguments: another for a reference to a REFLECTIVE. */
  Handle bootstrap(Handle bootstrap, Object[] arguments) {
    boolean reflective =
        bootstrap.getOwner().equals(METAFACTORY)
            && bootstrap.getName().equals("metafactory")
            && arguments[1] instanceof Handle member
            && isReflective(member);
    return reflective
        ? new Handle(
            Opcodes.H_INVOKESTATIC, REFERENCE, bootstrap.getName(), bootstrap.getDesc(), false)
        : bootstrap;
  }

  private boolean isReflective(Handle member) {
    EntryPoint found = table.find(member.getOwner(), member.getName(), member.getDesc());
    return found != null && found.kind() == EntryPoint.Kind.REFLECTIVE;
  }

  /** Returns the arguments with every handle of the table replaced; the same array if none is. */
  Object[] woven(Object[] arguments) {
    Object[] result = arguments;
    for (int i = 0; i < arguments.length; i++) {
      Object woven = woven(arguments[i]);
      if (woven != arguments[i]) {
        result = result == arguments ? arguments.clone() : result;
        result[i] = woven;
      }
    }
    return result;
  }

  /** Returns the constant to use; the same object if nothing in it is in the table. */
  Object woven(Object constant) {
    if (constant instanceof Handle handle) {
      return woven(handle);
    }
    return constant instanceof ConstantDynamic dynamic ? woven(dynamic) : constant;
  }

  private Handle woven(Handle handle) {
    int tag = handle.getTag();
    if (tag < Opcodes.H_INVOKEVIRTUAL || tag == Opcodes.H_INVOKESPECIAL) {
      return handle;
    }
    EntryPoint found = table.find(handle.getOwner(), handle.getName(), handle.getDesc());
    return found == null || found.stays()
        ? handle
        : new Handle(
            Opcodes.H_INVOKESTATIC,
            found.bridge(),
            found.bridgeName(),
            found.bridgeDescriptor(),
            false);
  }

  private ConstantDynamic woven(ConstantDynamic constant) {
    Object[] arguments = new Object[constant.getBootstrapMethodArgumentCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = constant.getBootstrapMethodArgument(i);
    }
    Object[] woven = woven(arguments);
    return woven == arguments
        ? constant
        : new ConstantDynamic(
            constant.getName(), constant.getDescriptor(), constant.getBootstrapMethod(), woven);
  }
}
