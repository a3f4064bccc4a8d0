package io.capio.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Serves the API of {@code io.capio} in a method: opens and closes the scope of an annotated one,
 * and turns the opening of a context into the one for rewritten code.
 *
 * <p>The scope is kept by the thread and not in a local variable, so that no stack map changes. A
 * constructor's begins after the call of another constructor.
 */
final class ContextWeaver extends InstructionVisitor {

  /** The annotation, as a descriptor. */
  static final String ANNOTATION = "Lio/capio/Capio;";

  /** The class whose scopes are opened explicitly. */
  static final String CONTEXT = "io/capio/CapioContext";

  private static final String SCOPE = "java/lang/CapioScope";
  private static final int FIRST_WITH_STACK_MAPS = Opcodes.V1_6;

  private final String ownName;
  private final String superName;
  private final boolean constructor;
  private final boolean stackMaps;

  /** Null unless the method is annotated. */
  private CapioAnnotation annotation;

  /** In a constructor, the classes of objects whose constructor has not been called yet. */
  private final List<String> pending = new ArrayList<>();

  /** Pairs of labels: what the scope covers. */
  private final List<Label> covered = new ArrayList<>();

  private boolean entered;

  /** Begins what is covered, null while nothing is. */
  private Label start;

  /** Whether there is an instruction since {@link #start}. */
  private boolean begun;

  /** Returns what visits the method first; the verifier loads this class only when it is used. */
  static MethodVisitor around(
      MethodVisitor next, String ownName, String superName, String method, int classVersion) {
    return new ContextWeaver(next, ownName, superName, method, classVersion);
  }

  private ContextWeaver(
      MethodVisitor next, String ownName, String superName, String method, int classVersion) {
    super(next);
    this.ownName = ownName;
    this.superName = superName;
    this.constructor = method.equals("<init>");
    this.stackMaps = (classVersion & 0xffff) >= FIRST_WITH_STACK_MAPS;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    AnnotationVisitor next = super.visitAnnotation(descriptor, visible);
    if (!descriptor.equals(ANNOTATION)) {
      return next;
    }
    annotation = new CapioAnnotation(next);
    return annotation;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (annotation != null && !constructor) {
      enter();
    }
  }

  private void enter() {
    super.visitLdcInsn(annotation.configuration());
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC, SCOPE, "enterMethod", "(Ljava/lang/String;)V", false);
    entered = true;
    cover();
  }

  private void cover() {
    start = new Label();
    begun = false;
    super.visitLabel(start);
  }

  @Override
  void instruction() {
    begun = true;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    if (opcode == Opcodes.NEW && constructor && !entered) {
      pending.add(type);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean opening = owner.equals(CONTEXT) && name.equals("open");
    super.visitMethodInsn(
        opcode, owner, opening ? "openFromRewrittenCode" : name, descriptor, isInterface);
    if (annotation != null && constructor && !entered && name.equals("<init>")) {
      constructed(owner);
    }
  }

  /** Enters if it was this object's own constructor call. */
  private void constructed(String type) {
    int last = pending.lastIndexOf(type);
    if (last >= 0) {
      pending.remove(last);
    } else if (type.equals(superName) || type.equals(ownName)) {
      enter();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (!returns || !entered) {
      super.visitInsn(opcode);
      return;
    }
    endCovered();
    super.visitMethodInsn(Opcodes.INVOKESTATIC, SCOPE, "leaveMethod", "()V", false);
    super.visitInsn(opcode);
    cover();
  }

  /** A range without an instruction would not be a valid one. */
  private void endCovered() {
    if (begun) {
      Label end = new Label();
      super.visitLabel(end);
      covered.add(start);
      covered.add(end);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (entered) {
      endCovered();
      leaveOnException();
    }
    super.visitMaxs(entered ? Math.max(maxStack + 1, 1) : maxStack, maxLocals);
  }

  /** Comes last, so that the method's own handlers are asked first. */
  private void leaveOnException() {
    Label handler = new Label();
    for (int i = 0; i < covered.size(); i += 2) {
      super.visitTryCatchBlock(covered.get(i), covered.get(i + 1), handler, null);
    }
    if (covered.isEmpty()) {
      return;
    }
    super.visitLabel(handler);
    if (stackMaps) {
      Object[] thrown = {"java/lang/Throwable"};
      super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, thrown);
    }
    super.visitMethodInsn(Opcodes.INVOKESTATIC, SCOPE, "leaveMethod", "()V", false);
    super.visitInsn(Opcodes.ATHROW);
  }
}
