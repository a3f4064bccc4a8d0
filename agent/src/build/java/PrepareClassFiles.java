import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/**
 * A step of the build: rewrites the class files below a directory.
 *
 * <p>{@code hide-frames} marks every method of the bridge so that the JVM leaves it out of stack
 * traces, as it does with its own glue. A program then sees the frames that it would see without
 * the agent.
 *
 * <p>{@code isolate-jna} lets the agent's copy of JNA log to a class that drops what it is told.
 * The JDK reads its configuration of logging, and makes the program's own log manager, when the
 * first logger is asked for. That must be the program's, which sets properties before. And a Java
 * of the program's own making (jlink) may have no module java.logging. System properties it reads
 * through another class, because those of JNA are for the program's copy.
 */
final class PrepareClassFiles {

  private static final String HIDDEN = "Ljdk/internal/vm/annotation/Hidden;";
  private static final String SILENT = "io/capio/agent/SilentLogger";
  private static final Map<String, String> LOGGING =
      Map.of(
          "java/util/logging/Logger", SILENT, "java/util/logging/Level", SILENT.concat("$Level"));
  private static final String PROPERTIES = "io/capio/agent/JnaProperties";
  private static final Set<String> CALLS = Set.of("getProperty", "setProperty", "getBoolean");

  private PrepareClassFiles() {}

  /** Takes what to do and the directory. */
  public static void main(String[] arguments) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(Path.of(arguments[1]))) {
      classes = files.filter(f -> f.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      ClassWriter writer = new ClassWriter(0);
      ClassVisitor change =
          switch (arguments[0]) {
            case "hide-frames" -> new Hiding(writer);
            case "isolate-jna" ->
                new OwnProperties(new ClassRemapper(writer, new SimpleRemapper(LOGGING)));
            default -> throw new IllegalArgumentException(arguments[0]);
          };
      reader.accept(change, 0);
      Files.write(file, writer.toByteArray());
    }
  }

  private static final class OwnProperties extends ClassVisitor {

    OwnProperties(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean ofInterface) {
          boolean property =
              (owner.equals("java/lang/System") || owner.equals("java/lang/Boolean"))
                  && CALLS.contains(called);
          super.visitMethodInsn(opcode, property ? PROPERTIES : owner, called, type, ofInterface);
        }
      };
    }
  }

  private static final class Hiding extends ClassVisitor {

    Hiding(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      next.visitAnnotation(HIDDEN, true).visitEnd();
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
          // Marked by an earlier build whose class files are still good.
          return annotation.equals(HIDDEN) ? null : super.visitAnnotation(annotation, visible);
        }
      };
    }
  }
}
