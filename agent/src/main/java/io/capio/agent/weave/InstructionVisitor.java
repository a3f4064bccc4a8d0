package io.capio.agent.weave;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells a subclass whether the instruction it visits directly follows a NEW; labels, line numbers
 * and frames do not count as instructions.
 */
abstract class InstructionVisitor extends MethodVisitor {

  /** Set by the subclass after a NEW, cleared by whatever instruction comes next. */
  boolean justCreated;

  InstructionVisitor(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** Called before each instruction, for a subclass that wants to know that there is one. */
  void instruction() {}

  @Override
  public void visitInsn(int opcode) {
    justCreated = false;
    instruction();
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    justCreated = false;
    instruction();
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    justCreated = false;
    instruction();
    super.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    justCreated = false;
    instruction();
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    justCreated = false;
    instruction();
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    justCreated = false;
    instruction();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    justCreated = false;
    instruction();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    justCreated = false;
    instruction();
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitLdcInsn(Object constant) {
    justCreated = false;
    instruction();
    super.visitLdcInsn(constant);
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    justCreated = false;
    instruction();
    super.visitIincInsn(variable, increment);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    justCreated = false;
    instruction();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    justCreated = false;
    instruction();
    super.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    justCreated = false;
    instruction();
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }
}
