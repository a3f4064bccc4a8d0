package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.ShadowTarget;
import io.capio.agent.weave.forms.Failing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program's exceptions, thrown by the same class rewritten and not. */
class StackTracesTest {

  private static final ClassLoader LOADER = new ProgramLoader("io.capio.agent.weave.forms.");

  /** The transformer's own loader, whose classes it leaves alone. */
  private static final ClassLoader PLAIN = Weaver.class.getClassLoader();

  @TempDir Path directory;

  @BeforeAll
  static void weave() {
    InstalledWeaver.install();
  }

  static Stream<String> failing() {
    return Arrays.stream(Failing.class.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .map(Method::getName)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("failing")
  void framesAreThoseOfTheProgramAndTheJdk(String form) throws Exception {
    new ShadowTarget(directory.resolve("inside"), directory.resolve("shadow")).connect();
    String path = directory.resolve("absent/file").toString();
    List<String> frames = frames(LOADER, form, path);
    assertThat(frames).isEqualTo(frames(PLAIN, form, path));
    assertThat(frames.get(frames.size() - 1)).matches(".*Failing\\.\\w+\\(Failing.java:\\d+\\)");
  }

  /** Down to the program's method, below which are those of the test. */
  private static List<String> frames(ClassLoader loader, String form, String path)
      throws Exception {
    List<String> frames = new ArrayList<>();
    Class<?> program = loader.loadClass(Failing.class.getName());
    for (StackTraceElement frame : thrown(program, form, path).getStackTrace()) {
      frames.add(frame.toString());
      if (frame.getClassName().equals(program.getName())) {
        break;
      }
    }
    return frames;
  }

  private static Throwable thrown(Class<?> program, String form, String path) throws Exception {
    try {
      program.getMethod(form, String.class).invoke(null, path);
      throw new AssertionError("nothing was thrown");
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }
}
