package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.ShadowTarget;
import io.capio.agent.weave.forms.OwnReading;
import io.capio.agent.weave.forms.OwnWriting;
import io.capio.agent.weave.forms.Reading;
import io.capio.agent.weave.forms.Reflective;
import io.capio.agent.weave.forms.ReflectiveReferences;
import io.capio.agent.weave.forms.Writing;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form in which a program opens a file, compiled by javac, rewritten, verified and run. */
class FormsTest {

  private static final ClassLoader LOADER = new ProgramLoader("io.capio.agent.weave.forms.");

  @TempDir Path directory;
  private Path inside;
  private Path shadow;

  @BeforeAll
  static void weave() {
    InstalledWeaver.install();
  }

  @BeforeEach
  void connect() throws IOException {
    inside = Files.createDirectories(directory.resolve("inside"));
    shadow = Files.createDirectories(directory.resolve("shadow"));
    new ShadowTarget(inside, shadow).connect();
    Files.writeString(inside.resolve("file"), "on the disk");
    Files.writeString(shadow.resolve("file"), "through CAPIO");
  }

  static Stream<Method> reading() throws ClassNotFoundException {
    return forms(Reading.class, OwnReading.class, Reflective.class, ReflectiveReferences.class);
  }

  static Stream<Method> writing() throws ClassNotFoundException {
    return forms(Writing.class, OwnWriting.class);
  }

  private static Stream<Method> forms(Class<?>... originals) throws ClassNotFoundException {
    List<Method> forms = new ArrayList<>();
    for (Class<?> original : originals) {
      forms.addAll(List.of(LOADER.loadClass(original.getName()).getDeclaredMethods()));
    }
    return forms.stream()
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .sorted(Comparator.comparing(Method::getName));
  }

  @ParameterizedTest
  @MethodSource("reading")
  void readsThroughTheBridge(Method form) throws Exception {
    assertThat(form.invoke(null, inside.resolve("file").toString())).isEqualTo("through CAPIO");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void readsTheDiskOutside(Method form) throws Exception {
    Path outside = Files.writeString(directory.resolve("file"), "outside");
    assertThat(form.invoke(null, outside.toString())).isEqualTo("outside");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void writesThroughTheBridge(Method form) throws Exception {
    form.invoke(null, inside.resolve("file").toString());
    assertThat(shadow.resolve("file")).hasContent(Writing.TEXT);
    assertThat(inside.resolve("file")).hasContent("on the disk");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void writesTheDiskOutside(Method form) throws Exception {
    Path outside = Files.writeString(directory.resolve("file"), "outside");
    form.invoke(null, outside.toString());
    assertThat(outside).hasContent(Writing.TEXT);
  }
}
