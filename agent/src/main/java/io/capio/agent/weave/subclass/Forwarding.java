package io.capio.agent.weave.subclass;

import io.capio.agent.weave.table.EntryPoint;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Writes the beginning of a method that calls the bridge for another object, if there is one. */
final class Forwarding {

  private Forwarding() {}

  /**
   * Takes a reference off the stack. If it is not null, the method returns what the bridge answers
   * for it and the method's own arguments; otherwise what is written next runs.
   *
   * @param type what the verifier knows of the reference
   * @param withFrame whether the class has stack maps
   * @return the slots of the receiver and the arguments
   */
  static int write(MethodVisitor method, EntryPoint row, String type, boolean withFrame) {
    Type own = Type.getMethodType(row.descriptor());
    Label otherwise = new Label();
    method.visitInsn(Opcodes.DUP);
    method.visitJumpInsn(Opcodes.IFNULL, otherwise);
    int locals = loadArguments(method, row);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC, row.bridge(), row.bridgeName(), row.bridgeDescriptor(), false);
    method.visitInsn(own.getReturnType().getOpcode(Opcodes.IRETURN));
    method.visitLabel(otherwise);
    if (withFrame) {
      method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type});
    }
    method.visitInsn(Opcodes.POP);
    return locals;
  }

  /** Loads the arguments, and returns the slots of the receiver and the arguments. */
  static int loadArguments(MethodVisitor method, EntryPoint row) {
    int local = 1;
    for (Type argument : Type.getArgumentTypes(row.descriptor())) {
      method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    return local;
  }
}
