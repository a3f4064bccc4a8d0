package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.weave.table.EntryPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The callers inside the JDK, as its class files have them, against the two lists of them. */
class JdkCallersTest {

  private static final ClassLoader APPLICATION = ClassLoader.getSystemClassLoader();
  private static final List<String> LEFT = left();

  private static List<String> left() {
    return Surface.lines("jdk-callers.txt").stream()
        .filter(line -> line.startsWith(" "))
        .map(String::trim)
        .toList();
  }

  /** Classes of the JDK that call something in the table, with their nest. */
  private static Set<String> callers() throws IOException {
    Set<String> callers = new TreeSet<>();
    ConstantPool.Scanner scanner = new ConstantPool.Scanner(EntryPoints.TABLE);
    Set<JdkClassFiles.Member> rows = new HashSet<>();
    EntryPointsTest.rows()
        .forEach(r -> rows.add(new JdkClassFiles.Member(r.owner(), r.name(), r.descriptor())));
    for (Module module : ModuleLayer.boot().modules()) {
      // What the application loader loads is rewritten whatever it is.
      if (module.getClassLoader() != APPLICATION) {
        for (Path file : JdkClassFiles.of(module)) {
          byte[] classFile = Files.readAllBytes(file);
          // Reflection is in the table too, and says nothing about files.
          if (scanner.scan(classFile).needsWeaving()
              && !Collections.disjoint(JdkClassFiles.called(classFile), rows)) {
            callers.add(outermost(file));
          }
        }
      }
    }
    return callers;
  }

  private static String outermost(Path file) {
    // After /modules/NAME.
    String name = file.subpath(2, file.getNameCount()).toString();
    int end = name.indexOf('$');
    return name.substring(0, end < 0 ? name.length() - ".class".length() : end);
  }

  private static boolean isLeft(String name) {
    return LEFT.stream()
        .anyMatch(entry -> entry.endsWith("/") ? name.startsWith(entry) : name.equals(entry));
  }

  @Test
  void everyCallerInTheJdkIsRewrittenOrHasAReasonNotToBe() throws IOException {
    Set<String> rewritten = JdkCallers.all();
    List<String> unknown = new ArrayList<>();
    Set<String> callers = callers();
    assertThat(callers).hasSizeGreaterThan(150);
    for (String caller : callers) {
      if (!rewritten.contains(caller) && !isLeft(caller)) {
        unknown.add(caller);
      }
    }
    assertThat(unknown).as("callers that nobody has reviewed").isEmpty();
  }

  @Test
  void noCallerIsOnBothLists() {
    Set<String> both = new HashSet<>(JdkCallers.all());
    both.removeIf(name -> !isLeft(name));
    assertThat(both).isEmpty();
    assertThat(LEFT).doesNotHaveDuplicates();
  }

  @Test
  void classesNestedInACallerAreRewrittenWithIt() {
    assertThat(JdkCallers.table("java/io/FileReader")).isSameAs(EntryPoints.TABLE);
    assertThat(JdkCallers.table("java/util/zip/ZipFile$Source")).isSameAs(EntryPoints.LOADING);
    assertThat(JdkCallers.table("java/io/FileReaders")).isNull();
  }
}
