package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.weave.JdkClassFiles.Member;
import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every constructor and method of the running JDK that takes a file, a path or the name of a file
 * is intercepted, touches no file, or is left out for a reason that is written down.
 */
class SurfaceTest {

  private static Stream<Class<?>> exportedClasses() throws IOException {
    Stream.Builder<Class<?>> classes = Stream.builder();
    for (Module module : ModuleLayer.boot().modules()) {
      for (Path file : JdkClassFiles.of(module)) {
        String name = file.subpath(2, file.getNameCount()).toString().replace('/', '.');
        int end = name.lastIndexOf('.', name.length() - ".class".length() - 1);
        boolean standard = name.startsWith("java.") || name.startsWith("javax.");
        if (standard && !name.contains("-info.") && module.isExported(name.substring(0, end))) {
          Class<?> type = load(name.substring(0, name.length() - ".class".length()));
          if ((type.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0) {
            classes.add(type);
          }
        }
      }
    }
    return classes.build();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Executable> members(Class<?> owner) {
    return Stream.<Executable>concat(
            Arrays.stream(owner.getDeclaredConstructors()),
            Arrays.stream(owner.getDeclaredMethods()))
        .filter(m -> (m.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .filter(m -> !m.isSynthetic());
  }

  private static boolean takesAFile(Executable member) {
    if (member.getDeclaringClass() == File.class) {
      return true;
    }
    for (Class<?> type : member.getParameterTypes()) {
      Class<?> element = type.isArray() ? type.getComponentType() : type;
      if (element == File.class || element == Path.class) {
        return true;
      }
    }
    return false;
  }

  /** Whether a member takes a file, or a text that the JDK's sources call one. */
  static boolean takesAFile(Member member) {
    Class<?> owner = load(member.owner().replace('/', '.'));
    try {
      return members(owner).filter(m -> member(m).equals(member)).anyMatch(SurfaceTest::takesAFile)
          || JdkClassFiles.takingFileNames(JdkClassFiles.of(owner)).contains(member);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Member member(Executable member) {
    return new Member(
        member.getDeclaringClass().getName().replace('.', '/'),
        member instanceof Method ? member.getName() : "<init>",
        EntryPointsTest.type(member).toMethodDescriptorString());
  }

  private static List<Member> unknown(Stream<Member> members) {
    return members
        .filter(m -> EntryPoints.TABLE.find(m.owner(), m.name(), m.descriptor()) == null)
        .filter(m -> Surface.find(m.owner(), m.name(), m.descriptor()) == null)
        .sorted()
        .toList();
  }

  @Test
  void everyMemberThatTakesAFileIsKnown() throws IOException {
    List<Member> all =
        exportedClasses()
            .flatMap(SurfaceTest::members)
            .filter(SurfaceTest::takesAFile)
            .map(SurfaceTest::member)
            .toList();
    assertThat(all).hasSizeGreaterThan(300);
    assertThat(unknown(all.stream())).isEmpty();
  }

  @Test
  void everyMemberThatTakesTheNameOfAFileIsKnown() throws IOException {
    List<Class<?>> exported = exportedClasses().toList();
    Set<Member> all = new TreeSet<>();
    for (Class<?> type : exported) {
      all.addAll(JdkClassFiles.takingFileNames(JdkClassFiles.of(type)));
    }
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(unknown(all.stream())).isEmpty();
  }

  @Test
  void everyPublicMemberOfTheTablesOwnersIsKnown() {
    Set<String> owners =
        EntryPoints.TABLE.rows().stream().map(EntryPoint::owner).collect(Collectors.toSet());
    Stream<Member> all =
        owners.stream()
            .map(owner -> load(owner.replace('/', '.')))
            .flatMap(SurfaceTest::members)
            .map(SurfaceTest::member);
    assertThat(unknown(all)).isEmpty();
  }

  @Test
  void everyListedMemberExists() {
    List<Surface.Row> stale = new ArrayList<>();
    for (Surface.Row row : Surface.rows()) {
      if (row.isOfThisJdk() && members(row).findAny().isEmpty()) {
        stale.add(row);
      }
    }
    assertThat(stale).isEmpty();
  }

  /** The members of this JDK for which a row stands. */
  static Stream<Member> members(Surface.Row row) {
    try {
      return members(Class.forName(row.owner().replace('/', '.')))
          .map(SurfaceTest::member)
          .filter(m -> row.equals(Surface.find(m.owner(), m.name(), m.descriptor())));
    } catch (ClassNotFoundException e) {
      return Stream.empty();
    }
  }

  @Test
  void whatIsSaidToBeRewrittenInTheJdkIs() {
    assertThat(Surface.rows())
        .allSatisfy(
            row -> assertThat(row.kind()).isIn(Surface.PURE, Surface.REWRITTEN, Surface.EXCLUDED));
    assertThat(Surface.rows().stream().filter(row -> row.kind().equals(Surface.REWRITTEN)))
        .allSatisfy(row -> assertThat(JdkCallers.all()).contains(row.reason()));
  }
}
