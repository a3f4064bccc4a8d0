package io.capio.agent.weave;

import io.capio.agent.weave.table.EntryPoint;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts other operands under a reflective call, which stays where it is: the JDK looks at the class
 * that makes it. There is no branch, so that no stack map is needed.
 */
final class ReflectiveCall {

  /** How many slots more than the call's operands are in use. */
  static final int EXTRA_STACK = 2;

  private static final String CALL = "java/lang/reflect/CapioCall";

  private ReflectiveCall() {}

  /** Replaces the operands on the stack. */
  static void replaceOperands(MethodVisitor method, EntryPoint found) {
    if (found.name().equals("invoke")) {
      ask(method, found, "L".concat(CALL).concat(";"));
      method.visitInsn(Opcodes.DUP);
      field(method, "method", "Ljava/lang/reflect/Method;");
      method.visitInsn(Opcodes.SWAP);
      method.visitInsn(Opcodes.DUP);
      field(method, "receiver", "Ljava/lang/Object;");
      method.visitInsn(Opcodes.SWAP);
      field(method, "arguments", "[Ljava/lang/Object;");
    } else {
      method.visitInsn(Opcodes.DUP2);
      ask(method, found, "L".concat(found.owner()).concat(";"));
      // The constructor goes below the arguments, and the one it replaces away.
      method.visitInsn(Opcodes.DUP_X2);
      method.visitInsn(Opcodes.POP);
      method.visitInsn(Opcodes.SWAP);
      method.visitInsn(Opcodes.POP);
    }
  }

  private static void ask(MethodVisitor method, EntryPoint found, String result) {
    String operands = found.descriptor().substring(1, found.descriptor().indexOf(')') + 1);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        found.bridge(),
        found.name(),
        "(L".concat(found.owner()).concat(";").concat(operands).concat(result),
        false);
  }

  private static void field(MethodVisitor method, String name, String type) {
    method.visitFieldInsn(Opcodes.GETFIELD, CALL, name, type);
  }
}
