package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.ShadowTarget;
import io.capio.agent.weave.forms.Subclasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program's own subclasses, and what it serializes. */
class SubclassesTest {

  private static final ClassLoader LOADER = new ProgramLoader("io.capio.agent.weave.forms.");

  @TempDir Path directory;
  private String inside;
  private String outside;

  @BeforeAll
  static void weave() {
    InstalledWeaver.install();
  }

  @BeforeEach
  void connect() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("inside"));
    Path shadow = Files.createDirectories(directory.resolve("shadow"));
    new ShadowTarget(disk, shadow).connect();
    Files.writeString(shadow.resolve("file"), "four");
    inside = disk.resolve("file").toString();
    outside = Files.writeString(directory.resolve("outside"), "thirteen char").toString();
  }

  @Test
  void subclassOfFileAsksTheBridgeWhateverTheStaticType() throws Exception {
    File file = file("Plain", inside);
    assertThat(call("exists", File.class, file)).isEqualTo(true);
    assertThat(call("length", File.class, file)).isEqualTo(4L);
    assertThat(file.length()).isEqualTo(4);
    assertThat((String[]) call("list", File.class, file("Plain", new File(inside).getParent())))
        .containsExactly("file");
    assertThat(call("length", File.class, file("Plain", outside))).isEqualTo(13L);
  }

  @Test
  void overrideIsCalledAndItsSuperCallAsksTheBridge() throws Exception {
    File counting = file("Counting", inside);
    assertThat(call("length", File.class, counting)).isEqualTo(4L);
    assertThat(counting.getClass().getField("calls").get(counting)).isEqualTo(1);

    assertThat(call("exists", File.class, file("Overriding", inside))).isEqualTo(true);
    assertThat(call("exists", File.class, file("Overriding", outside))).isEqualTo(true);
    assertThat(call("exists", File.class, file("Overriding", inside + "x"))).isEqualTo(false);
    File pretended = file("Overriding", inside.replace("/file", "/pretended"));
    assertThat(call("exists", File.class, pretended)).isEqualTo(true);
    File protectable = file("Overriding", inside);
    protectable.getClass().getMethod("writeProtect").invoke(protectable);
    assertThat(protectable.setWritable(true, true)).isTrue();
  }

  @Test
  void renameOfASubclassCrossesTheBoundary() throws Exception {
    File file = file("Plain", outside);
    assertThat(call("rename", File.class, file, String.class, inside + "2")).isEqualTo(true);
    assertThat(directory.resolve("shadow/file2")).hasContent("thirteen char");
    File back = file("Overriding", inside + "2");
    assertThat(call("rename", File.class, back, String.class, outside)).isEqualTo(true);
    assertThat(Path.of(outside)).hasContent("thirteen char");
  }

  @Test
  void serializableReferencesSurviveARoundTrip() throws Exception {
    Object length = roundTrip(call("instanceReference"));
    assertThat(apply(length, new File(inside))).isEqualTo(4L);
    Object absolute = roundTrip(call("untouchedReference"));
    assertThat(apply(absolute, new File(inside))).isEqualTo(true);
    Object opener = roundTrip(call("constructorReference"));
    Method open = opener.getClass().getMethod("open", String.class);
    open.setAccessible(true);
    try (InputStream in = (InputStream) open.invoke(opener, inside)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("four");
    }
  }

  @SuppressWarnings("unchecked")
  private static Object apply(Object function, File file) {
    return ((Function<File, Object>) function).apply(file);
  }

  private static Object roundTrip(Object written) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(written);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
            return Class.forName(type.getName(), false, LOADER);
          }
        }) {
      return in.readObject();
    }
  }

  private static File file(String type, String path) throws Exception {
    return (File)
        LOADER
            .loadClass(Subclasses.class.getName() + "$" + type)
            .getConstructor(String.class)
            .newInstance(path);
  }

  /** Calls a static method with pairs of parameter type and argument. */
  private static Object call(String name, Object... typesAndArguments) throws Exception {
    int count = typesAndArguments.length / 2;
    Class<?>[] types = new Class<?>[count];
    Object[] arguments = new Object[count];
    for (int i = 0; i < count; i++) {
      types[i] = (Class<?>) typesAndArguments[2 * i];
      arguments[i] = typesAndArguments[2 * i + 1];
    }
    try {
      return LOADER
          .loadClass(Subclasses.class.getName())
          .getMethod(name, types)
          .invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
