package io.capio.agent.weave;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The class files of the running JDK, or of anyone else, and what they say. */
final class JdkClassFiles {

  private static final Path MODULES =
      FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
  private static final int FORMAT = Opcodes.ASM9;
  private static final int ACCESSIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
  private static final Pattern NAMES_A_FILE =
      Pattern.compile("(file|path)(name)?", Pattern.CASE_INSENSITIVE);

  private JdkClassFiles() {}

  /** A member of a class. */
  record Member(String owner, String name, String descriptor) implements Comparable<Member> {
    @Override
    public String toString() {
      return owner + " " + name + descriptor;
    }

    @Override
    public int compareTo(Member other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Returns the class files of one module; none if this JDK lacks it. */
  static List<Path> of(Module module) throws IOException {
    Path root = MODULES.resolve(module.getName());
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".class")).toList();
    }
  }

  /** Returns the class file of a class of the JDK. */
  static byte[] of(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    return Files.readAllBytes(MODULES.resolve(type.getModule().getName()).resolve(file));
  }

  /** Returns the members that the class calls or takes handles of. */
  static Set<Member> called(byte[] classFile) {
    Set<Member> called = new HashSet<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(FORMAT) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new Calls(called);
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return called;
  }

  private static final class Calls extends MethodVisitor {
    private final Set<Member> called;

    Calls(Set<Member> called) {
      super(FORMAT);
      this.called = called;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      called.add(new Member(owner, name, descriptor));
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          called.add(new Member(handle.getOwner(), handle.getName(), handle.getDesc()));
        }
      }
    }
  }

  /**
   * Returns the members open to programs that have a text parameter which the JDK's sources call a
   * file or a path.
   */
  static Set<Member> takingFileNames(byte[] classFile) {
    Set<Member> found = new TreeSet<>();
    ClassReader reader = new ClassReader(classFile);
    if ((reader.getAccess() & Opcodes.ACC_PUBLIC) == 0) {
      return found;
    }
    reader.accept(
        new ClassVisitor(FORMAT) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            boolean wanted =
                (access & ACCESSIBLE) != 0 && descriptor.contains("Ljava/lang/String;");
            List<Integer> texts = wanted ? texts(access, descriptor) : List.of();
            return new MethodVisitor(FORMAT) {
              @Override
              public void visitLocalVariable(
                  String local, String type, String sig, Label start, Label end, int index) {
                if (texts.contains(index) && NAMES_A_FILE.matcher(local).matches()) {
                  found.add(new Member(reader.getClassName(), name, descriptor));
                }
              }
            };
          }
        },
        ClassReader.SKIP_FRAMES);
    return found;
  }

  /** Returns the local variables in which a method finds its parameters of type String. */
  private static List<Integer> texts(int access, String descriptor) {
    List<Integer> texts = new ArrayList<>();
    int local = (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      if (argument.getDescriptor().equals("Ljava/lang/String;")) {
        texts.add(local);
      }
      local += argument.getSize();
    }
    return texts;
  }
}
