package io.capio.agent.second;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Counts the methods that the program enters. */
public final class SecondAgent implements ClassFileTransformer {

  private static final String PROGRAM = "io/capio/agent/weave/forms/";
  private static final AtomicLong ENTERED = new AtomicLong();

  /** Called by the JVM. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new SecondAgent(), "retransforms".equals(arguments));
  }

  /** Called by rewritten methods. */
  public static void enter() {
    ENTERED.incrementAndGet();
  }

  /** How many were entered. */
  public static long entered() {
    return ENTERED.get();
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (name == null || !name.startsWith(PROGRAM)) {
      return null;
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(classFile).accept(new Entering(writer), 0);
    return writer.toByteArray();
  }

  private static final class Entering extends ClassVisitor {
    Entering(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
        @Override
        public void visitCode() {
          super.visitCode();
          visitMethodInsn(
              Opcodes.INVOKESTATIC, "io/capio/agent/second/SecondAgent", "enter", "()V", false);
        }
      };
    }
  }
}
