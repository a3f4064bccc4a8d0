package io.capio.agent.weave;

import io.capio.agent.weave.subclass.FileSubclass;
import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.util.ArrayList;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Rewrites the instructions of one method.
 *
 * <p>A constructor call keeps its NEW and DUP, because stack maps name them, and discards the
 * uninitialised references after the static call has made the real object.
 */
final class MethodWeaver extends InstructionVisitor {

  private static final String STREAMS = "java/lang/CapioStreams";
  private static final String SERIALIZED_LAMBDA = "java/lang/invoke/SerializedLambda";
  private static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";
  private static final String RENAMING = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String LAMBDAS = "java/lang/CapioLambdas";

  private final ClassWeaver owningClass;
  private final EntryPoints table;
  private final Handles handles;
  private final FileSubclass fileSubclass;
  private final String superName;
  private final String bridgeParent;
  private final boolean constructor;
  private final boolean deserializer;

  /** The NEWs whose constructor call has not been seen yet, innermost last. */
  private final ArrayList<Creation> pending = new ArrayList<>();

  private int extraStack;

  /** One NEW of a class in the table. */
  private static final class Creation {
    final String type;
    boolean duplicated;

    Creation(String type) {
      this.type = type;
    }
  }

  MethodWeaver(MethodVisitor next, ClassWeaver owner, String name) {
    super(next);
    this.owningClass = owner;
    this.table = owner.table();
    this.handles = owner.handles();
    this.fileSubclass = owner.fileSubclass();
    this.superName = owner.superName();
    this.bridgeParent = owner.bridgeParent();
    this.constructor = name.equals("<init>");
    this.deserializer = name.equals("$deserializeLambda$");
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    if (opcode == Opcodes.NEW && table.constructs(type)) {
      pending.add(new Creation(type));
      justCreated = true;
    }
  }

  @Override
  public void visitInsn(int opcode) {
    boolean duplicates =
        opcode == Opcodes.DUP || opcode == Opcodes.DUP_X1 || opcode == Opcodes.DUP_X2;
    if (justCreated && duplicates) {
      pending.get(pending.size() - 1).duplicated = true;
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    EntryPoint found = owningClass.find(owner, name, descriptor);
    if (found == null) {
      visitOther(opcode, owner, name, descriptor, isInterface);
    } else if (found.kind() == EntryPoint.Kind.CONSTRUCTOR) {
      visitConstructor(found);
    } else if (found.kind() == EntryPoint.Kind.PRECEDED) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, found.bridge(), "toDisk", "()V", false);
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else if (found.kind() == EntryPoint.Kind.RENAMED) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, found.bridge(), found.name(), RENAMING, false);
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else if (found.kind() == EntryPoint.Kind.REFLECTIVE) {
      extraStack = Math.max(extraStack, ReflectiveCall.EXTRA_STACK);
      ReflectiveCall.replaceOperands(mv, found);
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else if (opcode == Opcodes.INVOKESPECIAL) {
      visitSuperCall(found, isInterface);
    } else {
      call(found);
    }
  }

  private void visitOther(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (deserializer && owner.equals(SERIALIZED_LAMBDA) && name.startsWith("getImpl")) {
      discards();
      String bridgeDescriptor =
          "(L".concat(SERIALIZED_LAMBDA).concat(";").concat(descriptor.substring(1));
      super.visitMethodInsn(Opcodes.INVOKESTATIC, LAMBDAS, name, bridgeDescriptor, false);
      return;
    }
    if (name.equals("<init>")) {
      // A constructor that is not in the table, such as that from a FileDescriptor.
      removePending(owner);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void visitConstructor(EntryPoint found) {
    Creation creation = removePending(found.owner());
    if (creation == null && constructor && found.owner().equals(superName)) {
      visitSuperConstructor(found);
      return;
    }
    call(found);
    if (creation == null || creation.duplicated) {
      super.visitInsn(Opcodes.DUP_X2);
      super.visitInsn(Opcodes.POP);
    }
    super.visitInsn(Opcodes.POP2);
  }

  private void visitSuperConstructor(EntryPoint found) {
    if (bridgeParent == null) {
      checkSuperArgument(found);
    } else {
      super.visitMethodInsn(
          Opcodes.INVOKESPECIAL, bridgeParent, found.name(), found.descriptor(), false);
    }
  }

  /**
   * A class that was loaded before the agent came keeps its superclass: inside, it is refused. The
   * file is the first of one or two arguments, each one slot wide.
   */
  private void checkSuperArgument(EntryPoint found) {
    String type = found.descriptor().substring(1, found.descriptor().indexOf(';') + 1);
    if (type.equals(DESCRIPTOR)) {
      callSuperConstructor(found);
      return;
    }
    discards();
    boolean second = found.descriptor().charAt(type.length() + 1) != ')';
    if (second) {
      super.visitInsn(Opcodes.SWAP);
    }
    String check = "(".concat(type).concat(")").concat(type);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, STREAMS, "onDisk", check, false);
    if (second) {
      super.visitInsn(Opcodes.SWAP);
    }
    callSuperConstructor(found);
  }

  private void callSuperConstructor(EntryPoint found) {
    super.visitMethodInsn(
        Opcodes.INVOKESPECIAL, found.owner(), found.name(), found.descriptor(), false);
  }

  private void visitSuperCall(EntryPoint found, boolean isInterface) {
    if (fileSubclass != null && found.owner().equals(FileSubclass.FILE)) {
      discards();
      fileSubclass.callSuper(mv, found);
    } else {
      super.visitMethodInsn(
          Opcodes.INVOKESPECIAL, found.owner(), found.name(), found.descriptor(), isInterface);
    }
  }

  private void call(EntryPoint found) {
    discards();
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC, found.bridge(), found.bridgeName(), found.bridgeDescriptor(), false);
  }

  /** Discarding the uninitialised references duplicates the new object once. */
  private void discards() {
    extraStack = Math.max(extraStack, 1);
  }

  private Creation removePending(String type) {
    for (int i = pending.size() - 1; i >= 0; i--) {
      if (pending.get(i).type.equals(type)) {
        return pending.remove(i);
      }
    }
    return null;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(
        name, descriptor, handles.bootstrap(bootstrap, arguments), handles.woven(arguments));
  }

  @Override
  public void visitLdcInsn(Object constant) {
    super.visitLdcInsn(handles.woven(constant));
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + extraStack, maxLocals);
  }
}
