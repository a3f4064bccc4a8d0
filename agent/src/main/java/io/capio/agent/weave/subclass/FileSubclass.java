package io.capio.agent.weave.subclass;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Gives a program's subclass of {@link java.io.File} an override for every method of the table that
 * it inherits, and a detour for every one that it calls on {@code super}.
 *
 * <p>Virtual dispatch then does what the program wrote, whatever the static type at the call site
 * and without loading a class to find out.
 */
public final class FileSubclass {

  public static final String FILE = "java/io/File";

  private static final String BRIDGE = "java/lang/CapioFile";
  private static final String MARK = "java/lang/CapioWovenFile";
  private static final String RENAME = "renameTo";

  private final ClassVisitor output;
  private final EntryPoints table;
  private final String name;
  private final int version;
  private final Map<String, EntryPoint> detours = new LinkedHashMap<>();

  public FileSubclass(ClassVisitor output, EntryPoints table, String name, int version) {
    this.output = output;
    this.table = table;
    this.name = name;
    this.version = version;
  }

  public static boolean isMarked(String[] interfaces) {
    return interfaces != null && Arrays.asList(interfaces).contains(MARK);
  }

  public static String[] marked(String[] interfaces) {
    int count = interfaces == null ? 0 : interfaces.length;
    String[] result = count == 0 ? new String[1] : Arrays.copyOf(interfaces, count + 1);
    result[count] = MARK;
    return result;
  }

  /** Writes a call in place of {@code super.method(..)}, whose operands are on the stack. */
  public void callSuper(MethodVisitor method, EntryPoint found) {
    detours.put(detourName(found).concat(found.descriptor()), found);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC, name, detourName(found), detourDescriptor(found), false);
  }

  private static String detourName(EntryPoint found) {
    return "capio$super$".concat(found.name());
  }

  private String detourDescriptor(EntryPoint found) {
    return "(L".concat(name).concat(";").concat(found.descriptor().substring(1));
  }

  public void addOverrides(Set<String> declared) {
    for (EntryPoint row : table.rows()) {
      boolean inherited =
          row.owner().equals(FILE)
              && row.kind() == EntryPoint.Kind.INSTANCE
              && !declared.contains(row.name().concat(row.descriptor()));
      if (inherited) {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;
        write(output.visitMethod(access, row.name(), row.descriptor(), null, null), row);
      }
    }
    for (EntryPoint row : detours.values()) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
      String descriptor = detourDescriptor(row);
      write(output.visitMethod(access, detourName(row), descriptor, null, null), row);
    }
  }

  /** Asks the bridge for a plain file; without one, runs the inherited method. */
  private void write(MethodVisitor method, EntryPoint row) {
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    if (row.name().equals(RENAME)) {
      method.visitVarInsn(Opcodes.ALOAD, 1);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          BRIDGE,
          "inside",
          "(Ljava/io/File;Ljava/io/File;)Ljava/io/File;",
          false);
    } else {
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, BRIDGE, "inside", "(Ljava/io/File;)Ljava/io/File;", false);
    }
    int locals = Forwarding.write(method, row, FILE, version >= Opcodes.V1_6);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    Forwarding.loadArguments(method, row);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, FILE, row.name(), row.descriptor(), false);
    method.visitInsn(Type.getReturnType(row.descriptor()).getOpcode(Opcodes.IRETURN));
    method.visitMaxs(locals + 1, locals);
    method.visitEnd();
  }
}
