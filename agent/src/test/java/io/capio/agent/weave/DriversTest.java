package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.program.drive.Drive;
import io.capio.agent.weave.JdkClassFiles.Member;
import io.capio.agent.weave.table.EntryPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every entry point that is intercepted is called by a driver, which another test runs. */
class DriversTest {

  /** The version that compiles the drivers. */
  private static final int COMPILER = 17;

  private static final String NEWER = "NewerEntries.java";

  private static Set<Member> called() throws IOException {
    Set<Member> called = new HashSet<>();
    for (Class<?> driver : Drive.DRIVERS) {
      called.addAll(JdkClassFiles.called(classFile(driver)));
      for (Class<?> nested : driver.getDeclaredClasses()) {
        called.addAll(JdkClassFiles.called(classFile(nested)));
      }
    }
    return called;
  }

  private static byte[] classFile(Class<?> type) throws IOException {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyRowOfTheTableIsDriven() throws IOException {
    Set<Member> called = called();
    List<EntryPoint> missing =
        EntryPointsTest.rowsOfThisJdk()
            .filter(r -> !called.contains(new Member(r.owner(), r.name(), r.descriptor())))
            .filter(r -> !EntryPointsTest.isNewerThan(COMPILER, r))
            .toList();
    assertThat(missing).isEmpty();
  }

  /** Of overloads all that take a file; one if none does, as with URLs. */
  @Test
  void whatIsInterceptedInsideTheJdkIsDriven() throws IOException {
    Set<Member> called = called();
    List<String> missing = new ArrayList<>();
    for (Surface.Row row : Surface.rows()) {
      if (row.kind().equals(Surface.REWRITTEN) && row.since() <= COMPILER) {
        List<Member> members = SurfaceTest.members(row).toList();
        List<Member> wanted = members.stream().filter(SurfaceTest::takesAFile).toList();
        wanted.stream().filter(m -> !called.contains(m)).forEach(m -> missing.add(m.toString()));
        if (wanted.isEmpty() && members.stream().noneMatch(called::contains)) {
          missing.add(row.owner() + " " + row.member());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatOnlyNewerJdksHaveIsDriven() throws IOException {
    String source;
    try (InputStream in = Drive.class.getResourceAsStream(NEWER)) {
      source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    EntryPointsTest.rows()
        .filter(row -> EntryPointsTest.isNewerThan(COMPILER, row))
        .forEach(row -> assertThat(source).contains("." + row.name() + "("));
    Surface.rows().stream()
        .filter(row -> row.kind().equals(Surface.REWRITTEN) && row.since() > COMPILER)
        .forEach(row -> assertThat(source).contains("." + row.member() + "("));
  }

  @Test
  void everyClassOfDriversRuns() throws IOException {
    assertThat(Drive.DRIVERS).doesNotHaveDuplicates();
    String[] sources =
        java.nio.file.Path.of("src/test/java/io/capio/agent/program/drive").toFile().list();
    assertThat(Arrays.stream(sources).filter(name -> name.endsWith("Entries.java")))
        .hasSameSizeAs(Drive.DRIVERS);
  }
}
