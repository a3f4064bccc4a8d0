package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.ShadowTarget;
import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.table.EntryPoints;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte code that no javac of today writes: old, new, optimised, dynamic. */
public class ByteCodeTest implements Opcodes {

  private static final String TEST = "io/capio/agent/weave/ByteCodeTest";
  private static final String FIS = "java/io/FileInputStream";
  private static final String FILE = "java/io/File";

  @TempDir Path directory;
  private Path inside;

  @BeforeAll
  static void weave() {
    InstalledWeaver.install();
  }

  @BeforeEach
  void connect() throws IOException {
    inside = Files.createDirectories(directory.resolve("inside"));
    Path shadow = Files.createDirectories(directory.resolve("shadow"));
    new ShadowTarget(inside, shadow).connect();
    Files.writeString(inside.resolve("file"), "disk");
    Files.writeString(shadow.resolve("file"), "CAPIO");
  }

  /** Writes the body of a static method from a path to an object. */
  private interface Body {
    void write(MethodVisitor method);
  }

  private static byte[] classFile(int version, Body body) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, ACC_PUBLIC, "Made", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(
            ACC_PUBLIC | ACC_STATIC, "run", "(Ljava/lang/String;)Ljava/lang/Object;", null, null);
    method.visitCode();
    body.write(method);
    method.visitMaxs(6, 3);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private Object run(int version, Body body) throws ReflectiveOperationException {
    return new ProgramLoader("none")
        .define(classFile(version, body))
        .getMethod("run", String.class)
        .invoke(null, inside.resolve("file").toString());
  }

  private static void assertReadsThroughTheBridge(Object stream) throws IOException {
    try (InputStream in = (InputStream) stream) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("CAPIO");
    }
  }

  private static void construct(MethodVisitor method) {
    method.visitMethodInsn(INVOKESPECIAL, FIS, "<init>", "(Ljava/lang/String;)V", false);
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_1, V1_2, V1_4, V1_5, V1_6, V1_8, V17})
  void everyVersionOfTheFormatIsRewritten(int version) throws Exception {
    assertReadsThroughTheBridge(
        run(
            version,
            m -> {
              m.visitTypeInsn(NEW, FIS);
              m.visitInsn(DUP);
              m.visitVarInsn(ALOAD, 0);
              construct(m);
              m.visitInsn(ARETURN);
            }));
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_1, V1_4, V1_6, V1_7, V17})
  void ownStreamClassOfEveryVersionReadsThroughTheBridge(int version) throws Exception {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, ACC_PUBLIC, "Made", null, FIS, null);
    MethodVisitor method =
        writer.visitMethod(ACC_PUBLIC, "<init>", "(Ljava/lang/String;)V", null, null);
    method.visitCode();
    method.visitVarInsn(ALOAD, 0);
    method.visitVarInsn(ALOAD, 1);
    construct(method);
    method.visitInsn(RETURN);
    method.visitMaxs(2, 2);
    method.visitEnd();
    writer.visitEnd();
    Class<?> made = new ProgramLoader("none").define(writer.toByteArray());
    assertReadsThroughTheBridge(
        made.getConstructor(String.class).newInstance(inside.resolve("file").toString()));
  }

  /** With something below the operands, which must stay there. */
  @ParameterizedTest
  @ValueSource(ints = {V1_1, V1_4, V1_6, V1_7, V17})
  void reflectiveCallOfEveryVersionReadsThroughTheBridge(int version) throws Exception {
    Object stream =
        run(
            version,
            m -> {
              m.visitInsn(LCONST_1);
              m.visitMethodInsn(
                  INVOKESTATIC, TEST, "constructor", "()Ljava/lang/reflect/Constructor;", false);
              m.visitInsn(ICONST_1);
              m.visitTypeInsn(ANEWARRAY, "java/lang/Object");
              m.visitInsn(DUP);
              m.visitInsn(ICONST_0);
              m.visitVarInsn(ALOAD, 0);
              m.visitInsn(AASTORE);
              m.visitMethodInsn(
                  INVOKEVIRTUAL,
                  "java/lang/reflect/Constructor",
                  "newInstance",
                  "([Ljava/lang/Object;)Ljava/lang/Object;",
                  false);
              m.visitVarInsn(ASTORE, 1);
              m.visitInsn(POP2);
              m.visitVarInsn(ALOAD, 1);
              m.visitInsn(ARETURN);
            });
    assertReadsThroughTheBridge(stream);
  }

  /** Called by the class above. */
  public static Constructor<?> constructor() throws NoSuchMethodException {
    return FileInputStream.class.getConstructor(String.class);
  }

  @Test
  void subroutineOfAnOldClassIsKept() throws Exception {
    assertReadsThroughTheBridge(
        run(
            V1_2,
            m -> {
              Label subroutine = new Label();
              m.visitJumpInsn(JSR, subroutine);
              m.visitVarInsn(ALOAD, 2);
              m.visitInsn(ARETURN);
              m.visitLabel(subroutine);
              m.visitVarInsn(ASTORE, 1);
              m.visitTypeInsn(NEW, FIS);
              m.visitInsn(DUP);
              m.visitVarInsn(ALOAD, 0);
              construct(m);
              m.visitVarInsn(ASTORE, 2);
              m.visitVarInsn(RET, 1);
            }));
  }

  @Test
  void constructionWhoseResultIsNotKeptHasNoDup() throws Exception {
    Object result =
        run(
            V1_8,
            m -> {
              m.visitInsn(ICONST_1);
              m.visitTypeInsn(NEW, FIS);
              m.visitVarInsn(ALOAD, 0);
              m.visitInsn(DUP);
              m.visitVarInsn(ASTORE, 1);
              construct(m);
              m.visitInsn(POP);
              m.visitVarInsn(ALOAD, 1);
              m.visitInsn(ARETURN);
            });
    assertThat(result).isEqualTo(inside.resolve("file").toString());
  }

  @Test
  void argumentComputedBeforeTheNewIsKept() throws Exception {
    assertReadsThroughTheBridge(
        run(
            V1_8,
            m -> {
              m.visitVarInsn(ALOAD, 0);
              m.visitTypeInsn(NEW, FIS);
              m.visitInsn(DUP_X1);
              m.visitInsn(SWAP);
              construct(m);
              m.visitInsn(ARETURN);
            }));
  }

  @Test
  void methodHandleConstantIsReplaced() throws Throwable {
    Handle handle = new Handle(H_NEWINVOKESPECIAL, FIS, "<init>", "(Ljava/io/File;)V", false);
    Object constant =
        run(
            V1_8,
            m -> {
              m.visitLdcInsn(handle);
              m.visitInsn(ARETURN);
            });
    File file = inside.resolve("file").toFile();
    assertReadsThroughTheBridge(((MethodHandle) constant).invoke(file));
  }

  @Test
  void dynamicConstantIsReplaced() throws Throwable {
    Handle bootstrap =
        new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "explicitCast",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                + "Ljava/lang/Object;)Ljava/lang/Object;",
            false);
    Handle length = new Handle(H_INVOKEVIRTUAL, FILE, "length", "()J", false);
    ConstantDynamic dynamic = new ConstantDynamic("value", "Ljava/lang/Object;", bootstrap, length);
    Object constant =
        run(
            V11,
            m -> {
              m.visitLdcInsn(dynamic);
              m.visitInsn(ARETURN);
            });
    File file = inside.resolve("file").toFile();
    assertThat((long) ((MethodHandle) constant).invoke(file)).isEqualTo("CAPIO".length());
  }

  @Test
  void versionNewerThanTheLibraryIsKept() {
    byte[] made =
        classFile(
            V17,
            m -> {
              m.visitTypeInsn(NEW, FIS);
              m.visitInsn(DUP);
              m.visitVarInsn(ALOAD, 0);
              construct(m);
              m.visitInsn(ARETURN);
            });
    made[7] = 120;
    byte[] woven =
        ClassWeaver.weave(made, EntryPoints.TABLE, new EarlyFiles(EntryPoints.TABLE), true, true);
    assertThat(woven[7]).isEqualTo((byte) 120);
    assertThat(new ConstantPool.Scanner(EntryPoints.TABLE).scan(made).needsWeaving()).isTrue();
    assertThat(new String(woven, StandardCharsets.ISO_8859_1)).contains("java/lang/CapioStreams");
  }

  @Test
  void brokenClassFileIsLeftToTheJvm() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Weaver weaver = new Weaver("none", nowhere, null);
    assertThat(weaver.transform(new ProgramLoader("x"), "Made", null, null, new byte[] {1, 2}))
        .isNull();
  }
}
