package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.table.EntryPoints;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the methods of {@link Openings} may still do once they have called {@code open}. */
class RemainingCodeTest {

  static Stream<String> harmless() {
    return methods("harmless_");
  }

  static Stream<String> writes() {
    return methods("writes_");
  }

  static Stream<String> leaves() {
    return methods("leaves_");
  }

  private static Stream<String> methods(String prefix) {
    return Arrays.stream(Openings.class.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> name.startsWith(prefix));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void methodWithoutOperationsInsideTheScope_hasNone(String method) throws IOException {
    RemainingCode remaining = afterOpen(method);
    assertThat(remaining.operation()).isNull();
    assertThat(remaining.leavesScopeOpen()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void operationInsideTheScope_isFoundWithItsLine(String method) throws IOException {
    assertThat(afterOpen(method).operation()).matches("Files\\.writeString in line \\d+");
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void scopeThatMayOutliveTheMethod_isSaidTo(String method) throws IOException {
    RemainingCode remaining = afterOpen(method);
    assertThat(remaining.operation()).isNull();
    assertThat(remaining.leavesScopeOpen()).isTrue();
  }

  @Test
  void constructorsAndReferencesInsideTheScope_areFound() throws IOException {
    assertThat(afterOpen("constructs_inside").operation())
        .startsWith("new FileOutputStream in line");
    assertThat(afterOpen("refers_inside").operation()).startsWith("File.exists in line");
  }

  private static RemainingCode afterOpen(String method) throws IOException {
    byte[] classFile;
    try (InputStream in = Openings.class.getResourceAsStream("Openings.class")) {
      classFile = in.readAllBytes();
    }
    OpenCall call = new OpenCall(classFile, method);
    return RemainingCode.after(
        classFile,
        method,
        call.descriptor,
        call.offset,
        EntryPoints.TABLE,
        new EarlyFiles(EntryPoints.TABLE));
  }

  /** Where a method calls {@code CapioContext.open}. */
  private static final class OpenCall extends ClassReader {
    private int visited;
    private int offset = -1;
    private String descriptor;

    OpenCall(byte[] classFile, String method) {
      super(classFile);
      accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
              if (!name.equals(method)) {
                return null;
              }
              descriptor = type;
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                    int opcode, String owner, String called, String of, boolean isInterface) {
                  offset = called.equals("open") ? visited : offset;
                }
              };
            }
          },
          SKIP_FRAMES);
      assertThat(offset).isPositive();
    }

    @Override
    protected void readBytecodeInstructionOffset(int bytecodeOffset) {
      visited = bytecodeOffset;
    }
  }
}
