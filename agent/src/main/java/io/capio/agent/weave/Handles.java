package io.capio.agent.weave;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;

/** Replaces the method handles in constants: method references, {@code ldc}, dynamic constants. */
final class Handles {

  private final EntryPoints table;

  Handles(EntryPoints table) {
    this.table = table;
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
