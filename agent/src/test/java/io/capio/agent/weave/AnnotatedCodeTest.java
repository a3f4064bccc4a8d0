package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.agent.ShadowTarget;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotated methods of class files with and without stack maps. */
class AnnotatedCodeTest implements Opcodes {
  private static final String FILE = "java/io/File";
  private static final long ON_DISK = 4;
  private static final long IN_CAPIO = 5;

  @TempDir Path directory;
  private final List<String> configurations = new ArrayList<>();
  private String file;

  @BeforeAll
  static void weave() {
    InstalledWeaver.install();
  }

  @BeforeEach
  void serveScopes() throws IOException {
    Path inside = Files.createDirectories(directory.resolve("inside"));
    Path shadow = Files.createDirectories(directory.resolve("shadow"));
    Files.writeString(inside.resolve("file"), "disk");
    Files.writeString(shadow.resolve("file"), "CAPIO");
    file = inside.resolve("file").toString();
    String text = inside.toString();
    CapioDirectory capio = new CapioDirectory(new File("").getAbsolutePath(), text, text);
    CapioScope place = new CapioScope(capio, new ShadowTarget(inside, shadow));
    CapioScope.serve(
        configuration -> {
          configurations.add(configuration);
          return place;
        },
        null);
  }

  /** Has {@code plain}, {@code annotated} and {@code failing}, each from a path to a length. */
  private static Class<?> made(int version) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, ACC_PUBLIC, "Made", null, "java/lang/Object", null);
    for (String name : List.of("plain", "annotated", "failing")) {
      MethodVisitor method =
          writer.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "(Ljava/lang/String;)J", null, null);
      if (!name.equals("plain")) {
        annotate(method);
      }
      method.visitCode();
      if (name.equals("failing")) {
        method.visitInsn(ACONST_NULL);
        method.visitInsn(ATHROW);
        method.visitMaxs(1, 1);
      } else {
        method.visitTypeInsn(NEW, FILE);
        method.visitInsn(DUP);
        method.visitVarInsn(ALOAD, 0);
        method.visitMethodInsn(INVOKESPECIAL, FILE, "<init>", "(Ljava/lang/String;)V", false);
        method.visitMethodInsn(INVOKEVIRTUAL, FILE, "length", "()J", false);
        method.visitInsn(LRETURN);
        method.visitMaxs(3, 1);
      }
      method.visitEnd();
    }
    writer.visitEnd();
    return new ProgramLoader("none").define(writer.toByteArray());
  }

  private static void annotate(MethodVisitor method) {
    AnnotationVisitor annotation = method.visitAnnotation("Lio/capio/Capio;", true);
    annotation.visit("dir", "some");
    annotation.visit("silent", false);
    AnnotationVisitor options = annotation.visitArray("options");
    options.visit(null, "memOnly=true");
    options.visitEnd();
    annotation.visitEnd();
  }

  private long length(Class<?> made, String method) throws ReflectiveOperationException {
    return (long) made.getMethod(method, String.class).invoke(null, file);
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_5, V1_6, V17})
  void scopeLastsAsLongAsTheMethod(int version) throws ReflectiveOperationException {
    Class<?> made = made(version);
    assertThat(length(made, "plain")).isEqualTo(ON_DISK);
    assertThat(length(made, "annotated")).isEqualTo(IN_CAPIO);
    assertThat(length(made, "plain")).isEqualTo(ON_DISK);
    assertThatThrownBy(() -> length(made, "failing"))
        .isInstanceOf(InvocationTargetException.class)
        .hasCauseInstanceOf(NullPointerException.class);
    assertThat(length(made, "plain")).isEqualTo(ON_DISK);
    assertThat(configurations)
        .containsOnly("capioDir\0some\0silent\0false\0memOnly\0true")
        .hasSize(2);
  }

  @Test
  void methodLeavesAlsoWhatItsCalleesLeftOpen() throws Exception {
    Class<?> made = made(V17);
    try (AutoCloseable outer = CapioScope.enter("outer")) {
      CapioScope.enterMethod("method");
      assertThat(CapioScope.enter("forgotten")).isNotSameAs(outer);
      CapioScope.leaveMethod();
      assertThat(length(made, "plain")).isEqualTo(IN_CAPIO);
    }
    assertThat(length(made, "plain")).isEqualTo(ON_DISK);
  }

  @Test
  void threadStartedInsideIsOutWhenTheScopeIsClosed() throws Exception {
    Class<?> made = made(V17);
    AutoCloseable scope = CapioScope.enter("scope");
    long[] seen = new long[1];
    Thread inside = new Thread(() -> seen[0] = lengthUnchecked(made));
    inside.start();
    inside.join();
    assertThat(seen[0]).isEqualTo(IN_CAPIO);
    Thread later = new Thread(() -> seen[0] = lengthUnchecked(made));
    scope.close();
    later.start();
    later.join();
    assertThat(seen[0]).isEqualTo(ON_DISK);
  }

  private long lengthUnchecked(Class<?> made) {
    try {
      return length(made, "plain");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
