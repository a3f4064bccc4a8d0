import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A step of the build: marks every method of the bridge so that the JVM leaves it out of stack
 * traces, as it does with its own glue. A program then sees the frames that it would see without
 * the agent.
 */
final class HideFrames {

  private static final String HIDDEN = "Ljdk/internal/vm/annotation/Hidden;";

  private HideFrames() {}

  /** Rewrites the class files below the directory given. */
  public static void main(String[] arguments) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      classes = files.filter(f -> f.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Marking(writer), 0);
      Files.write(file, writer.toByteArray());
    }
  }

  private static final class Marking extends ClassVisitor {

    Marking(ClassWriter writer) {
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
