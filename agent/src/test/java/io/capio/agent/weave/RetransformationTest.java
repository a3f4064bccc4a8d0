package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** What transformers are given of a class that another thread is linking. */
class RetransformationTest {

  private static final int CLASSES = 40;
  private static final int METHODS = 1500;

  @Test
  void classThatIsBeingLinked_isGivenToTheTransformersAsItWasCompiled() throws Exception {
    Instrumentation own = InstalledWeaver.instrumentation();
    long linking = linkingNanos(define(CLASSES));
    Code code = new Code();
    own.addTransformer(code, true);
    try {
      for (int i = 0; i < CLASSES; i++) {
        Class<?> large = define(i);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> link(large));
        LockSupport.parkNanos(linking * i / CLASSES);
        code.damaged = 0;
        code.expected = large;
        Retransformation.of(own, large);
        other.get();
        assertThat(code.damaged).as("damaged methods of class %d", i).isZero();
        assertThat(code.expected).as("the class that was not transformed").isNull();
      }
    } finally {
      own.removeTransformer(code);
    }
  }

  @Test
  void classIsNotInitialized() throws Exception {
    Instrumentation own = InstalledWeaver.instrumentation();
    Class<?> loaded = define(CLASSES + 1);
    Retransformation.of(own, loaded);
    assertThat(CapioBridge.isInitialized(loaded)).isFalse();
    link(loaded);
    assertThat(CapioBridge.isInitialized(loaded)).isTrue();
  }

  private static long linkingNanos(Class<?> large) {
    long start = System.nanoTime();
    link(large);
    return System.nanoTime() - start;
  }

  private static void link(Class<?> large) {
    try {
      Class.forName(large.getName(), true, large.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Its methods return a static field each; while it is linked, the JVM renumbers the fields. */
  private static Class<?> define(int number) {
    ClassWriter large = new ClassWriter(0);
    String name = "Large" + number;
    large.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    large.visitField(Opcodes.ACC_STATIC, "field", "I", null, null);
    for (int i = 0; i < METHODS; i++) {
      MethodVisitor method = large.visitMethod(Opcodes.ACC_STATIC, "method" + i, "()I", null, null);
      method.visitFieldInsn(Opcodes.GETSTATIC, name, "field", "I");
      method.visitInsn(Opcodes.IRETURN);
      method.visitMaxs(1, 0);
    }
    return new ProgramLoader("io.capio.agent.weave.none.").define(large.toByteArray());
  }

  /** Counts the methods whose operand is not that of the field. */
  private static final class Code implements ClassFileTransformer {
    private volatile Class<?> expected;
    private volatile int damaged;

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      if (redefined != null && redefined == expected) {
        try {
          damaged = METHODS - operands(classFile);
        } catch (RuntimeException e) {
          damaged = METHODS;
        }
        expected = null;
      }
      return null;
    }
  }

  private static int operands(byte[] classFile) {
    int[] sound = new int[1];
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String sign, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    sound[0]++;
                  }
                };
              }
            },
            0);
    return sound[0];
  }
}
