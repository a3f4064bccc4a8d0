package io.capio.agent.weave.subclass;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What makes {@code super(file)} of a program's own stream class work inside the CAPIO directory.
 *
 * <p>The program's class gets a class of the bridge between itself and the JDK's, which overrides
 * whatever reaches the descriptor. The JDK's final methods, which nothing can override, ask that
 * class first.
 */
public final class OwnStreams {

  private static final String INPUT = "java/io/FileInputStream";
  private static final String OUTPUT = "java/io/FileOutputStream";
  private static final String RANDOM = "java/io/RandomAccessFile";
  private static final String BRIDGE_PACKAGE = "java.io.CapioOwn";

  private OwnStreams() {}

  /** Returns the bridge's class to extend in place of a class of the JDK, or null. */
  public static String parent(String superName) {
    if (superName == null) {
      return null;
    }
    return switch (superName) {
      case INPUT -> "java/io/CapioOwnInputStream";
      case OUTPUT -> "java/io/CapioOwnOutputStream";
      case RANDOM -> "java/io/CapioOwnRandomAccessFile";
      default -> null;
    };
  }

  /** Whether the class received a parent from the bridge when it was loaded. */
  public static boolean hasBridgeParent(Class<?> loaded) {
    Class<?> parent = loaded.getSuperclass();
    return parent != null && parent.getName().startsWith(BRIDGE_PACKAGE);
  }

  /** Returns the JDK's class with final methods that ask. */
  public static byte[] weave(byte[] classFile, EntryPoints table) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new FinalMethods(writer, table, reader.getClassName()), 0);
    return writer.toByteArray();
  }

  private static final class FinalMethods extends ClassVisitor {

    private final EntryPoints table;
    private final String owner;

    FinalMethods(ClassWriter writer, EntryPoints table, String owner) {
      super(Opcodes.ASM9, writer);
      this.table = table;
      this.owner = owner;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      EntryPoint row =
          (access & Opcodes.ACC_FINAL) == 0 ? null : table.find(owner, name, descriptor);
      return row == null ? next : new AskingFirst(next, row);
    }
  }

  private static final class AskingFirst extends MethodVisitor {

    private final EntryPoint row;
    private int locals;

    AskingFirst(MethodVisitor next, EntryPoint row) {
      super(Opcodes.ASM9, next);
      this.row = row;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      String type = "L".concat(row.owner()).concat(";");
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          parent(row.owner()),
          "body",
          "(".concat(type).concat(")").concat(type),
          false);
      locals = Forwarding.write(mv, row, row.owner(), true);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(Math.max(maxStack, locals + 1), maxLocals);
    }
  }
}
